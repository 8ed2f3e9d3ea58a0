import type { MaybePromise } from '../caches/maybe-promise.ts'
import { ApiError } from '../errors/errors.ts'
import { MAX_SEARCH } from '../limits/limits.ts'
import { type Hit, type HitKind, search } from '../search/search.ts'
import { builder } from './builder.ts'
import { findNode } from './node.ts'
import {
  attestationRef,
  builderRef,
  codeRef,
  contractRef,
  operatorRef,
  policyRef,
  recipeRef,
  sourceRef,
} from './refs.ts'

const kindEnum = builder.enumType('SearchKind', {
  description: 'What a text has turned out to mean.',
  values: {
    CONTRACT: { value: 'Contract', description: 'An account on chain.' },
    BUILDER: { value: 'Builder', description: 'An account that has attested.' },
    OPERATOR: { value: 'Operator', description: 'An operator that accounts have declared.' },
    POLICY: { value: 'Policy', description: 'A policy in the registry, by its owner or digest.' },
    CODE: { value: 'Code', description: 'Code that has been attested or deployed.' },
    RECIPE: { value: 'Recipe', description: 'A recipe, by its id or its image.' },
    SOURCE: { value: 'Source', description: 'A source, by its id, repository or commit.' },
    ATTESTATION: {
      value: 'Attestation',
      description: 'An attestation, by its transaction or receipt.',
    },
  } as const satisfies Record<string, { value: HitKind; description: string }>,
})

const nodeUnion = builder.unionType('SearchNode', {
  description: 'What a search has found.',
  types: [
    contractRef,
    builderRef,
    operatorRef,
    policyRef,
    codeRef,
    recipeRef,
    sourceRef,
    attestationRef,
  ],
})

const hitType = builder.objectRef<Hit>('SearchHit').implement({
  description: 'Something that the text may mean.',
  fields: (t) => ({
    kind: t.expose('kind', { type: kindEnum, description: 'What it is.' }),
    id: t.exposeID('id', { description: 'Finds it again, with `node`.' }),
    node: t.field({
      type: nodeUnion,
      nullable: true,
      description: 'The thing itself.',
      complexity: 10,
      // Of the kinds that a hit has, which are those of the union.
      resolve: ({ id }, _, context) =>
        findNode(id, 'id', context) as MaybePromise<typeof nodeUnion.$inferType | null>,
    }),
  }),
})

builder.queryField('search', (t) =>
  t.field({
    type: [hitType],
    nullable: true,
    description:
      'What a text may mean: an account; a hash of code, recipe, source, policy, transaction or receipt; a repository; a commit (7 digits or more); the digest of an image.',
    // Whether an account exists is read from NEAR.
    extensions: { varies: 'answer' },
    args: {
      text: t.arg.string({
        required: true,
        description: `The text: 1 to ${MAX_SEARCH} characters.`,
      }),
    },
    complexity: { field: 20, multiplier: 20 },
    resolve: async (_, { text }, { mirror, deployedCode }) => {
      if (text.trim() === '' || text.length > MAX_SEARCH) {
        throw new ApiError(
          'INVALID_ARGUMENT',
          `\`text\` must have 1 to ${MAX_SEARCH} characters, but has ${text.length}.`,
          { argument: 'text' },
        )
      }
      return search(text, { database: await mirror.database(), deployedCode })
    },
  }),
)
