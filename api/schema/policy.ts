import { isOpen } from '../../protocol/policy.ts'
import { formatPolicyText } from '../../protocol/policy-text.ts'
import type { ReadPolicy } from '../verdicts/policies.ts'
import { builder } from './builder.ts'

export const policyInput = builder.inputType('PolicyInput', {
  description:
    'Who counts and how many are needed, in one of the two forms that a policy has, or by where it is on chain.',
  isOneOf: true,
  fields: (t) => ({
    text: t.string({
      description:
        'For people and files: lines such as `operator acme acme.near` and `quorum acme`.',
    }),
    json: t.field({
      type: 'JSON',
      description: 'As on chain: `{"operators": […], "groups": […], "quorum": "…"}`.',
    }),
    id: t.string({
      description:
        'Where it is on chain, `owner/name`: the one that is in force there as of the mirror. Its owner can change it.',
    }),
  }),
})

/** What it says of an argument that is a policy. */
export const POLICY = 'Who counts, and how many are needed.'

export const policyTermsType = builder.objectRef<ReadPolicy>('PolicyTerms').implement({
  description: 'What a policy says, with its defaults written out.',
  fields: (t) => ({
    digest: t.expose('digest', {
      type: 'Hash',
      description: 'sha256 of the canonical form; what verdicts name.',
    }),
    open: t.boolean({
      description: 'It names nobody: its verdicts are worth as much as accounts cost.',
      resolve: ({ policy }) => isOpen(policy),
    }),
    text: t.string({
      description: 'For people and files.',
      resolve: ({ policy }) => formatPolicyText(policy),
    }),
    json: t.field({ type: 'JSON', description: 'As on chain.', resolve: ({ policy }) => policy }),
  }),
})

builder.queryField('policy', (t) =>
  t.field({
    type: policyTermsType,
    nullable: true,
    description: 'Reads a policy. What is wrong with it is told with the line or the field.',
    args: { policy: t.arg({ type: policyInput, required: true, description: POLICY }) },
    resolve: (_, { policy }, { policies }) => policies.read(policy),
  }),
)
