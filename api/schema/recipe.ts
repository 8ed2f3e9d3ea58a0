import { readCodeHash } from '../../protocol/code-hash.ts'
import type { Recipe, RecipeId } from '../../protocol/recipe.ts'
import type { RecipeRow } from '../../store/index.ts'
import type { ApiContext } from '../context.ts'
import { readArgument } from './arguments.ts'
import { builder } from './builder.ts'
import { type RecipeNode, recipeRef, sourceRef } from './refs.ts'

builder.node(sourceRef, {
  description:
    'Where code comes from, in one spelling: two recipes with one source build the same tree.',
  id: { resolve: ({ source_id }) => source_id },
  fields: (t) => ({
    sourceId: t.expose('source_id', {
      type: 'Hash',
      description: 'sha256 of the canonical form.',
    }),
    repository: t.exposeString('repository', {
      description: '`https://host/path`, host in lower case, without `.git`.',
    }),
    firstSeq: t.exposeInt('first_seq', { description: 'Event that named it first.' }),
    commit: t.exposeString('commit', { description: '40 or 64 lower-case hexadecimal digits.' }),
    path: t.exposeString('path', {
      description: "The contract's folder in the repository; empty for its root.",
    }),
  }),
})

/** Makes the node of a recipe's row. */
export const toRecipeNode = (row: RecipeRow): RecipeNode => ({
  row,
  recipe: JSON.parse(row.canonical_json) as Recipe,
})

builder.node(recipeRef, {
  description:
    'The inputs of a NEP-330 rebuild, verbatim as the contract or the builder states them.',
  id: { resolve: ({ row }) => row.recipe_id },
  fields: (t) => ({
    recipeId: t.field({
      type: 'Hash',
      description: 'sha256 of the canonical form.',
      resolve: ({ row }) => row.recipe_id,
    }),
    firstSeq: t.int({
      description: 'Event that named it first.',
      resolve: ({ row }) => row.first_seq,
    }),
    buildEnvironment: t.string({
      description: '`image[:tag]@sha256:<64 hexadecimal digits>`',
      resolve: ({ recipe }) => recipe.build_environment,
    }),
    environmentDigest: t.string({
      description: 'The 64 hexadecimal digits of the image digest in `buildEnvironment`.',
      resolve: ({ row }) => row.environment,
    }),
    buildCommand: t.stringList({
      description: 'The words of the command, in order.',
      complexity: 1,
      resolve: ({ recipe }) => recipe.build_command,
    }),
    contractPath: t.string({
      description: "The contract's folder in the repository; empty for its root.",
      resolve: ({ recipe }) => recipe.contract_path,
    }),
    sourceCodeSnapshot: t.string({
      description: '`git+https://…?rev=<commit>` or `git+https://…#<commit>`',
      resolve: ({ recipe }) => recipe.source_code_snapshot,
    }),
    outputWasmPath: t.string({
      nullable: true,
      description: 'Where the wasm lies after the build; null: where cargo puts it.',
      resolve: ({ recipe }) => recipe.output_wasm_path,
    }),
    link: t.string({
      nullable: true,
      description: 'The `link` that the build is given as NEP330_LINK.',
      resolve: ({ recipe }) => recipe.link,
    }),
    canonicalJson: t.string({
      description: 'The recipe in canonical JSON (RFC 8785): `recipeId` is the hash of this.',
      resolve: ({ row }) => row.canonical_json,
    }),
    source: t.field({
      type: sourceRef,
      nullable: true,
      description: 'Repository, commit and path that `sourceCodeSnapshot` names.',
      resolve: ({ row }, _, { rows }) => rows().source(row.source_id),
    }),
  }),
})

/** What it says of a field that is a recipe. */
export const RECIPE = 'The recipe, if the mirror has it: it always does, unless it is damaged.'

/** Returns the recipe of a row that names one. */
export async function loadRecipe(
  { recipe_id }: { recipe_id: RecipeId },
  { rows }: ApiContext,
): Promise<RecipeNode | null> {
  const row = await rows().recipe(recipe_id)
  return row === undefined ? null : toRecipeNode(row)
}

builder.queryField('recipe', (t) =>
  t.field({
    type: recipeRef,
    nullable: true,
    description: 'A recipe that has been attested at least once; null for any other.',
    args: { id: t.arg({ type: 'Hash', required: true, description: 'The recipe id.' }) },
    resolve: (_, { id }, context) =>
      loadRecipe({ recipe_id: readArgument('id', (field) => readCodeHash(id, field)) }, context),
  }),
)
