import { readAccountId } from '../../protocol/account-id.ts'
import { readCodeHash } from '../../protocol/code-hash.ts'
import { readPolicy } from '../../protocol/policy.ts'
import { readPolicyId } from '../../protocol/policy-id.ts'
import { type PolicyFilter, type PolicyRow, policyByName, policyPage } from '../../store/index.ts'
import type { ApiContext } from '../context.ts'
import { readArgument, readOptionalArgument } from './arguments.ts'
import { builder } from './builder.ts'
import { connectionOf, type PageArgs, pageArgs, pageComplexity, readPage } from './connection.ts'
import { seqCursor } from './cursors.ts'
import { policyTermsType } from './policy.ts'
import { policyRef } from './refs.ts'

const endingEnum = builder.enumType('PolicyEnding', {
  description: 'Why a version of a policy is not in force any more.',
  values: {
    SUPERSEDED: { value: 'superseded', description: 'Its owner set a newer one.' },
    REMOVED: { value: 'removed', description: 'Its owner removed the policy.' },
  } as const satisfies Record<string, { value: PolicyRow['ended_by']; description: string }>,
})

builder.node(policyRef, {
  description: 'A version of a policy that an account has published in the registry.',
  id: { resolve: ({ seq }) => seq },
  fields: (t) => ({
    policyId: t.string({
      description: '`owner/name`: verdicts can be asked for under it.',
      resolve: ({ owner, name }) => `${owner}/${name}`,
    }),
    owner: t.expose('owner', { type: 'AccountId', description: 'The account that published it.' }),
    name: t.exposeString('name', { description: 'Its name; an owner has one policy of a name.' }),
    version: t.exposeInt('policy_version', { description: 'Counted from 1 for each `policyId`.' }),
    digest: t.expose('digest', {
      type: 'Hash',
      description: 'sha256 of the canonical form; what verdicts name.',
    }),
    terms: t.field({
      type: policyTermsType,
      description: 'What it says.',
      resolve: ({ policy_json, digest }) => ({
        policy: readPolicy(JSON.parse(policy_json)),
        digest,
      }),
    }),
    seq: t.exposeInt('seq', { description: 'Event that set it.' }),
    blockHeight: t.exposeInt('block_height', { description: 'Height of its block.' }),
    timestamp: t.expose('timestamp', {
      type: 'Nanoseconds',
      description: 'Time of its block.',
    }),
    inForce: t.boolean({
      description: 'Neither superseded nor removed.',
      resolve: ({ ended_by_seq }) => ended_by_seq === null,
    }),
    endedBy: t.expose('ended_by', {
      type: endingEnum,
      nullable: true,
      description: 'Why it is not in force any more; null if it is.',
    }),
    endedBySeq: t.exposeInt('ended_by_seq', {
      nullable: true,
      description: 'Number of the event that ended it.',
    }),
  }),
})

const policyConnection = connectionOf(policyRef, 'Policy', 'Versions of policies, newest first.')

function readPolicies({ mirror }: ApiContext, args: PageArgs, filter: PolicyFilter) {
  return readPage(args, seqCursor, {
    read: async (page) => policyPage(await mirror.database(), { ...page, filter }),
    keyOf: ({ seq }) => seq,
    nodeOf: (row) => row,
  })
}

builder.objectField(policyRef, 'versions', (t) =>
  t.field({
    type: policyConnection,
    nullable: true,
    description: 'All versions under the same `policyId`, newest first.',
    args: pageArgs,
    complexity: pageComplexity,
    resolve: ({ owner, name }, page, context) => readPolicies(context, page, { owner, name }),
  }),
)

const filterInput = builder.inputType('PolicyFilter', {
  description: 'Which versions of policies are wanted. Fields that are left out do not matter.',
  fields: (t) => ({
    owner: t.field({ type: 'AccountId', description: 'Published by this account.' }),
    digest: t.field({ type: 'Hash', description: 'With this digest, as verdicts name it.' }),
    inForce: t.boolean({ description: 'true: in force; false: superseded or removed.' }),
  }),
})

builder.queryField('policies', (t) =>
  t.field({
    type: policyConnection,
    nullable: true,
    description: 'Policies in the registry, by version, newest first.',
    args: {
      ...pageArgs,
      filter: t.arg({ type: filterInput, description: 'Which ones; all if not given.' }),
    },
    complexity: pageComplexity,
    resolve: (_, { filter, ...page }, context) =>
      readPolicies(context, page, {
        owner: readOptionalArgument('filter.owner', filter?.owner, readAccountId),
        digest: readOptionalArgument('filter.digest', filter?.digest, readCodeHash),
        inForce: filter?.inForce ?? undefined,
      }),
  }),
)

builder.queryField('publishedPolicy', (t) =>
  t.field({
    type: policyRef,
    nullable: true,
    description: 'The policy that is in force under `owner/name`; null if none is.',
    args: { policyId: t.arg.string({ required: true, description: '`owner/name`' }) },
    resolve: async (_, { policyId }, { mirror }) => {
      const { owner, name } = readArgument('policyId', (field) => readPolicyId(policyId, field))
      return (await policyByName(await mirror.database(), owner, name)) ?? null
    },
  }),
)
