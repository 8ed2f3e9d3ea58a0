import { readCodeHash } from '../../protocol/code-hash.ts'
import { type RecipeFilter, type Result, recipePage } from '../../store/index.ts'
import type { ApiContext } from '../context.ts'
import { MAX_POSITIONS } from '../limits/limits.ts'
import { readImageDigest } from '../search/source-text.ts'
import { readOptionalArgument } from './arguments.ts'
import { attestationConnection, readAttestations } from './attestation-connection.ts'
import { builder } from './builder.ts'
import { connectionOf, type PageArgs, pageArgs, pageComplexity, readPage } from './connection.ts'
import { seqCursor } from './cursors.ts'
import { toRecipeNode } from './recipe.ts'
import { codeRef, recipeRef, sourceRef } from './refs.ts'

const recipeConnection = connectionOf(
  recipeRef,
  'Recipe',
  'Recipes; those that were attested first come last.',
)

function readRecipes({ mirror }: ApiContext, args: PageArgs, filter: RecipeFilter) {
  return readPage(args, seqCursor, {
    read: async (page) => recipePage(await mirror.database(), { ...page, filter }),
    keyOf: ({ first_seq }) => first_seq,
    nodeOf: toRecipeNode,
  })
}

const filterInput = builder.inputType('RecipeFilter', {
  description: 'Which recipes are wanted. Fields that are left out do not matter.',
  fields: (t) => ({
    sourceId: t.field({ type: 'Hash', description: 'Of this source.' }),
    environmentDigest: t.string({
      description: 'Built in this image: the 64 hexadecimal digits of its digest.',
    }),
  }),
})

builder.queryField('recipes', (t) =>
  t.field({
    type: recipeConnection,
    nullable: true,
    description: 'Recipes that have been attested; those that came first come last.',
    args: {
      ...pageArgs,
      filter: t.arg({ type: filterInput, description: 'Which ones; all if not given.' }),
    },
    complexity: pageComplexity,
    resolve: (_, { filter, ...page }, context) =>
      readRecipes(context, page, {
        sourceId: readOptionalArgument('filter.sourceId', filter?.sourceId, readCodeHash),
        environment: readOptionalArgument(
          'filter.environmentDigest',
          filter?.environmentDigest,
          readImageDigest,
        ),
      }),
  }),
)

builder.objectField(sourceRef, 'recipes', (t) =>
  t.field({
    type: recipeConnection,
    nullable: true,
    description: 'Recipes that build this source; those that came first come last.',
    args: pageArgs,
    complexity: pageComplexity,
    resolve: ({ source_id }, page, context) => readRecipes(context, page, { sourceId: source_id }),
  }),
)

builder.objectField(recipeRef, 'attestations', (t) =>
  t.field({
    type: attestationConnection,
    nullable: true,
    description: 'Attestations on this recipe, newest first.',
    args: pageArgs,
    complexity: pageComplexity,
    resolve: ({ row }, page, context) =>
      readAttestations(context, page, { recipeId: row.recipe_id }),
  }),
)

const resultType = builder.objectRef<Result>('RecipeResult').implement({
  description: 'A code hash that builders got from a recipe.',
  fields: (t) => ({
    codeHash: t.expose('code_hash', { type: 'Hash', description: 'What they got.' }),
    code: t.field({
      type: codeRef,
      description: 'What is known of the code.',
      resolve: ({ code_hash }) => ({ hash: code_hash }),
    }),
    live: t.exposeInt('live', {
      description: 'How many live attestations say so; 0 if all have been taken back.',
    }),
  }),
})

builder.objectField(recipeRef, 'results', (t) =>
  t.field({
    type: [resultType],
    nullable: true,
    description: `What builders got, that with most live attestations first; more than one live is a conflict. At most ${MAX_POSITIONS}.`,
    resolve: async ({ row }, _, { rows }) =>
      (await rows().results(row.recipe_id))?.slice(0, MAX_POSITIONS) ?? [],
  }),
)
