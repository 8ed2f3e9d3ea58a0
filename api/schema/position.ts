import type { IgnoredReason } from '../../protocol/eligibility.ts'
import type { Equivocation, Ignored, Position, Silent } from '../../protocol/verdict.ts'
import { builder } from './builder.ts'
import { loadRecipe, RECIPE } from './recipe.ts'
import { attestationRef, recipeRef, sourceRef } from './refs.ts'

const OPERATOR = 'Operator that the builder counts for; under an open policy, an account.'

export const positionType = builder.objectRef<Position>('Position').implement({
  description: 'Where one builder stands on the question, by one attestation.',
  fields: (t) => ({
    operator: t.exposeString('operator', { description: OPERATOR }),
    builder: t.expose('builder', { type: 'AccountId', description: 'The account that attests.' }),
    seq: t.exposeInt('seq', { description: 'Number of the attestation.' }),
    attestation: t.field({
      type: attestationRef,
      nullable: true,
      description: 'The attestation in full.',
      resolve: ({ seq }, _, { rows }) => rows().attestation(seq),
    }),
    recipeId: t.expose('recipe_id', { type: 'Hash', description: 'Names the recipe.' }),
    recipe: t.field({
      type: recipeRef,
      nullable: true,
      description: RECIPE,
      resolve: (row, _, context) => loadRecipe(row, context),
    }),
    codeHash: t.expose('code_hash', {
      type: 'Hash',
      nullable: true,
      description: 'What the builder got; null if nothing was built.',
    }),
    sourceId: t.expose('source_id', { type: 'Hash', description: 'Names the source.' }),
    source: t.field({
      type: sourceRef,
      nullable: true,
      description: 'Repository, commit and path of the recipe.',
      resolve: ({ source_id }, _, { rows }) => rows().source(source_id),
    }),
  }),
})

export const silentType = builder.objectRef<Silent>('Silent').implement({
  description:
    'A builder that the policy names and that has stated nothing on the recipes in question.',
  fields: (t) => ({
    operator: t.exposeString('operator', { description: OPERATOR }),
    builder: t.expose('builder', {
      type: 'AccountId',
      description: 'The account that was waited for.',
    }),
  }),
})

const ignoredReasonEnum = builder.enumType('IgnoredReason', {
  description: 'Why an attestation does not count under a policy.',
  values: {
    NOT_IN_POLICY: { description: 'The policy does not name the builder.' },
    WITHDRAWN: { description: 'The builder took it back.' },
    SUBJECT_ITSELF: {
      description: "Made by the account in question, or by one of its operator's.",
    },
    TOO_OLD: { description: 'Older than the `max_age` of the policy.' },
    NETWORK: { description: 'Built in a network mode that the policy does not admit.' },
  } as const satisfies Record<IgnoredReason, { description: string }>,
})

export const ignoredType = builder.objectRef<Ignored>('Ignored').implement({
  description: 'An attestation that does not count, and why.',
  fields: (t) => ({
    builder: t.expose('builder', { type: 'AccountId', description: 'The account that attests.' }),
    seq: t.exposeInt('seq', { description: 'Number of the attestation.' }),
    reason: t.expose('reason', { type: ignoredReasonEnum, description: 'Why it does not count.' }),
  }),
})

export const equivocationType = builder.objectRef<Equivocation>('Equivocation').implement({
  description: 'A builder that has stated two different code hashes on one recipe.',
  fields: (t) => ({
    operator: t.exposeString('operator', {
      nullable: true,
      description: 'null if the policy does not name the builder.',
    }),
    builder: t.expose('builder', { type: 'AccountId', description: 'The account that attests.' }),
    recipeId: t.expose('recipe_id', { type: 'Hash', description: 'Names the recipe.' }),
  }),
})
