import type { NETWORK_MODES } from '../../protocol/attestation.ts'
import { readPositive } from './arguments.ts'
import { builder } from './builder.ts'
import { loadRecipe, RECIPE } from './recipe.ts'
import { attestationRef, builderRef, recipeRef } from './refs.ts'

export const outcomeEnum = builder.enumType('Outcome', {
  description: 'What came of a build.',
  values: {
    BUILT: { value: 'built', description: 'It gave a wasm; the attestation has its code hash.' },
    FAILED: { value: 'failed', description: 'It gave none.' },
  } as const,
})

const networkEnum = builder.enumType('NetworkMode', {
  description: 'What the build could reach.',
  values: {
    NONE: { value: 'none', description: 'Nothing at any time.' },
    FETCH_THEN_NONE: {
      value: 'fetch_then_none',
      description: 'The network while fetching, and nothing while building.',
    },
    ONLINE: { value: 'online', description: 'The network throughout.' },
  } as const satisfies Record<
    string,
    { value: (typeof NETWORK_MODES)[number]; description: string }
  >,
})

const provenanceEnum = builder.enumType('Provenance', {
  description: 'Who states the recipe.',
  values: {
    ONCHAIN: { value: 'onchain', description: "The contract's own metadata." },
    SUBMITTER: { value: 'submitter', description: 'The builder.' },
  } as const,
})

const endingEnum = builder.enumType('Ending', {
  description: 'Why an attestation does not stand any more.',
  values: {
    SUPERSEDED: {
      value: 'superseded',
      description: 'The builder stated something newer on the recipe.',
    },
    WITHDRAWN: { value: 'withdrawn', description: 'The builder took it back.' },
  } as const,
})

builder.node(attestationRef, {
  description: "One builder's statement on one recipe.",
  id: { resolve: ({ seq }) => seq },
  fields: (t) => ({
    seq: t.exposeInt('seq', {
      description: "Number of the registry's event that recorded it.",
    }),
    builder: t.expose('builder', { type: 'AccountId', description: 'The account that attests.' }),
    madeBy: t.field({
      type: builderRef,
      nullable: true,
      description: 'The account with what else is known of it.',
      resolve: (row, _, { rows }) => rows().builder(row.builder),
    }),
    recipeId: t.expose('recipe_id', { type: 'Hash', description: 'Names the recipe.' }),
    recipe: t.field({
      type: recipeRef,
      nullable: true,
      description: RECIPE,
      resolve: (row, _, context) => loadRecipe(row, context),
    }),
    outcome: t.expose('outcome', { type: outcomeEnum, description: 'What came of the build.' }),
    codeHash: t.expose('code_hash', {
      type: 'Hash',
      nullable: true,
      description: 'sha256 of the wasm that was built; null if none was.',
    }),
    platform: t.exposeString('platform', {
      description: '`os/architecture` of the build, for example `linux/amd64`.',
    }),
    network: t.expose('network', { type: networkEnum, description: 'What the build could reach.' }),
    tool: t.exposeString('tool', {
      description: '`name/version` of the program that ran the build.',
    }),
    logDigest: t.exposeString('log_digest', {
      nullable: true,
      description: 'sha256 of the build log, 64 hexadecimal digits.',
    }),
    provenance: t.expose('provenance', {
      type: provenanceEnum,
      description: 'Who states the recipe.',
    }),
    blockHeight: t.exposeInt('block_height', {
      description: 'Height of the block that recorded it.',
    }),
    timestamp: t.expose('timestamp', {
      type: 'Nanoseconds',
      description: 'Time of the block that recorded it.',
    }),
    live: t.boolean({
      description: 'Neither superseded nor withdrawn.',
      resolve: ({ ended_by_seq }) => ended_by_seq === null,
    }),
    endedBy: t.expose('ended_by', {
      type: endingEnum,
      nullable: true,
      description: 'Why it does not stand any more; null if it does.',
    }),
    endedBySeq: t.exposeInt('ended_by_seq', {
      nullable: true,
      description: 'Number of the event that ended it.',
    }),
  }),
})

builder.queryField('attestation', (t) =>
  t.field({
    type: attestationRef,
    nullable: true,
    description: 'An attestation by its number; null if that event is none.',
    args: { seq: t.arg.int({ required: true, description: 'Number of the event, from 1.' }) },
    resolve: async (_, { seq }, { rows }) => {
      return (await rows().attestation(readPositive(seq, 'seq'))) ?? null
    },
  }),
)
