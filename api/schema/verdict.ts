import type { AsOf } from '../../protocol/evidence.ts'
import type { SourceSupport } from '../../protocol/verdict.ts'
import { MAX_POSITIONS } from '../limits/limits.ts'
import type { ApiVerdict } from '../verdicts/verdicts.ts'
import { readFirst, sizeAsked } from './arguments.ts'
import { builder } from './builder.ts'
import { equivocationType, ignoredType, positionType, silentType } from './position.ts'
import { flatten, quorumNodeType } from './quorum.ts'
import { sourceRef } from './refs.ts'

const statusEnum = builder.enumType('VerdictStatus', {
  description: 'The answer in a word: the first of these that applies.',
  values: {
    UNKNOWN_ACCOUNT: { description: 'The account does not exist.' },
    NO_CODE: { description: 'The account runs no code.' },
    DISPUTED: {
      description:
        'More operators than the policy bears built something else from the same recipe.',
    },
    VERIFIED: { description: 'The supporters of one source satisfy the quorum.' },
    PARTIAL: { description: 'There are supporters, but too few.' },
    UNATTESTED: { description: 'Nobody who counts has built this code.' },
  } as const satisfies Record<ApiVerdict['status'], { description: string }>,
})

const asOfType = builder.objectRef<AsOf>('AsOf').implement({
  description:
    'What an answer is good for: the block and the event up to which the mirror has seen everything.',
  fields: (t) => ({
    blockHeight: t.exposeInt('block_height', { description: 'Height of that block.' }),
    blockHash: t.expose('block_hash', {
      type: 'Hash',
      nullable: true,
      description: 'Hash of that block.',
    }),
    timestamp: t.expose('timestamp', {
      type: 'Nanoseconds',
      description: 'Time of that block; the age of attestations is measured from it.',
    }),
    seq: t.exposeInt('seq', { description: 'Number of the last event; 0 before the first.' }),
    head: t.expose('head', {
      type: 'Hash',
      description:
        "Head of the hash chain over all events; the registry's `get_head` gives the same.",
    }),
  }),
})

const sourceSupportType = builder.objectRef<SourceSupport>('SourceSupport').implement({
  description: 'How far the supporters of one source satisfy the policy.',
  fields: (t) => ({
    sourceId: t.expose('source_id', { type: 'Hash', description: 'Names the source.' }),
    source: t.field({
      type: sourceRef,
      nullable: true,
      description: 'Repository, commit and path.',
      resolve: ({ source_id }, _, { rows }) => rows().source(source_id),
    }),
    operators: t.exposeStringList('operators', {
      description: 'Operators that support it.',
      complexity: 1,
    }),
    environments: t.exposeInt('environments', {
      description: 'Distinct image digests among the supporting attestations.',
    }),
    satisfied: t.exposeBoolean('satisfied', {
      description: 'Quorum and number of environments are both satisfied.',
    }),
    quorum: t.field({
      type: [quorumNodeType],
      description: "The policy's quorum as this source's supporters satisfy it.",
      resolve: ({ quorum }) => flatten(quorum).slice(0, MAX_POSITIONS),
    }),
  }),
})

type Counts = Record<'supporting' | 'dissenting' | 'failed' | 'silent' | 'ignored', number>

const countsType = builder.objectRef<Counts>('VerdictCounts').implement({
  description: 'How long the lists of a verdict are in full.',
  fields: (t) => ({
    supporting: t.exposeInt('supporting', { description: 'Length of `supporting`.' }),
    dissenting: t.exposeInt('dissenting', { description: 'Length of `dissenting`.' }),
    failed: t.exposeInt('failed', { description: 'Length of `failed`.' }),
    silent: t.exposeInt('silent', { description: 'Length of `silent`.' }),
    ignored: t.exposeInt('ignored', { description: 'Length of `ignored`.' }),
  }),
})

const firstArg = builder.args((t) => ({
  first: t.int({
    description: `Most items: 1 to ${MAX_POSITIONS}, which is also what is given if it is left out.`,
  }),
}))

type First = { first?: number | null | undefined }

const complexity = ({ first }: Record<string, unknown>) => ({
  field: 1,
  multiplier: sizeAsked(first, MAX_POSITIONS, MAX_POSITIONS),
})

function cut<T>(items: readonly T[], { first }: First): readonly T[] {
  const most = readFirst(first, MAX_POSITIONS, MAX_POSITIONS)
  return items.length <= most ? items : items.slice(0, most)
}

export const verdictType = builder.objectRef<ApiVerdict>('Verdict').implement({
  description: 'The answer under a policy, with every reason for it.',
  // It tells the mirror's block, and ages are measured from that.
  extensions: { varies: 'block' },
  fields: (t) => ({
    status: t.expose('status', { type: statusEnum, description: 'The answer in a word.' }),
    policyDigest: t.expose('policy_digest', {
      type: 'Hash',
      description: "sha256 of the policy's canonical form.",
    }),
    open: t.exposeBoolean('open', {
      description: 'Made under a policy that names nobody: worth as much as accounts cost.',
    }),
    codeHash: t.expose('code_hash', {
      type: 'Hash',
      nullable: true,
      description: 'The code in question; null if none runs at the account.',
    }),
    supporting: t.field({
      type: [positionType],
      description: 'Built exactly this code.',
      args: firstArg,
      complexity,
      resolve: ({ supporting }, args) => cut(supporting, args),
    }),
    dissenting: t.field({
      type: [positionType],
      description: 'Built something else from a recipe that also has supporters.',
      args: firstArg,
      complexity,
      resolve: ({ dissenting }, args) => cut(dissenting, args),
    }),
    failed: t.field({
      type: [positionType],
      description: 'Could not build a recipe that also has supporters.',
      args: firstArg,
      complexity,
      resolve: ({ failed }, args) => cut(failed, args),
    }),
    silent: t.field({
      type: [silentType],
      description: 'Named by the policy, and said nothing.',
      args: firstArg,
      complexity,
      resolve: ({ silent }, args) => cut(silent, args),
    }),
    ignored: t.field({
      type: [ignoredType],
      description: 'Does not count under this policy.',
      args: firstArg,
      complexity,
      resolve: ({ ignored }, args) => cut(ignored, args),
    }),
    complete: t.exposeBoolean('complete', {
      description:
        'Whether the lists have everybody. If not, so much has been written on this code that of those whom the policy does not name only some were looked at: `ignored`, `silent` and `equivocations` are not whole, and what decides is.',
    }),
    counts: t.field({
      type: countsType,
      description: 'How long the lists are in full.',
      resolve: ({ supporting, dissenting, failed, silent, ignored }) => ({
        supporting: supporting.length,
        dissenting: dissenting.length,
        failed: failed.length,
        silent: silent.length,
        ignored: ignored.length,
      }),
    }),
    equivocations: t.field({
      type: [equivocationType],
      description:
        'Builders that have stated two different hashes on one recipe, also such as the policy does not name.',
      args: firstArg,
      complexity,
      resolve: ({ equivocations }, args) => cut(equivocations, args),
    }),
    sources: t.field({
      type: [sourceSupportType],
      description: 'The sources that have supporters, best first.',
      resolve: ({ sources }) => sources.slice(0, MAX_POSITIONS),
    }),
    quorum: t.field({
      type: [quorumNodeType],
      description: "The policy's quorum as the best source satisfies it.",
      resolve: ({ quorum }) => flatten(quorum).slice(0, MAX_POSITIONS),
    }),
    missing: t.exposeInt('missing', {
      description: 'Fewest further operators that the quorum asks for.',
    }),
    missingEnvironments: t.exposeInt('missing_environments', {
      description: 'Further distinct image digests that the policy asks for.',
    }),
    asOf: t.expose('as_of', {
      type: asOfType,
      description: 'The block and the event up to which everything was seen.',
    }),
  }),
})
