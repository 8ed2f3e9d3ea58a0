import { readAccountId } from '../../protocol/account-id.ts'
import { readCodeHash } from '../../protocol/code-hash.ts'
import {
  type ConflictRow,
  conflictPage,
  type EquivocationRow,
  equivocationPage,
} from '../../store/index.ts'
import { readOptionalArgument } from './arguments.ts'
import { builder } from './builder.ts'
import { connectionOf, pageArgs, pageComplexity, readPage } from './connection.ts'
import { seqCursor } from './cursors.ts'
import { loadRecipe, RECIPE } from './recipe.ts'
import { attestationRef, builderRef, recipeRef } from './refs.ts'

const conflictRef = builder.objectRef<ConflictRow>('Conflict').implement({
  description:
    'A time at which live attestations on one recipe gave different code hashes: the alarm that says that a build is not reproducible, or that somebody is wrong.',
  fields: (t) => ({
    recipeId: t.expose('recipe_id', { type: 'Hash', description: 'Names the recipe.' }),
    recipe: t.field({
      type: recipeRef,
      nullable: true,
      description: `${RECIPE} Its \`results\` are the hashes.`,
      resolve: (row, _, context) => loadRecipe(row, context),
    }),
    open: t.boolean({
      description: 'They still differ.',
      resolve: ({ until_seq }) => until_seq === null,
    }),
    sinceSeq: t.exposeInt('since_seq', { description: 'Event by which they came to differ.' }),
    since: t.field({
      type: attestationRef,
      nullable: true,
      description: 'The attestation by which they came to differ.',
      resolve: ({ since_seq }, _, { rows }) => rows().attestation(since_seq),
    }),
    untilSeq: t.exposeInt('until_seq', {
      nullable: true,
      description: 'Event by which they ceased to differ; null: they differ.',
    }),
  }),
})

const conflictConnection = connectionOf(conflictRef, 'Conflict', 'Conflicts, newest first.')

builder.queryField('conflicts', (t) =>
  t.field({
    type: conflictConnection,
    nullable: true,
    description: 'Recipes on which builders differ or differed, newest first.',
    args: {
      ...pageArgs,
      open: t.arg.boolean({
        description: 'true: only where they still differ; false: only where they do not any more.',
      }),
      recipeId: t.arg({ type: 'Hash', description: 'Only on this recipe.' }),
    },
    complexity: pageComplexity,
    resolve: (_, { open, recipeId, ...args }, { mirror }) => {
      const filter = {
        open: open ?? undefined,
        recipeId: readOptionalArgument('recipeId', recipeId, readCodeHash),
      }
      return readPage(args, seqCursor, {
        read: async (page) => conflictPage(await mirror.database(), { ...page, filter }),
        keyOf: ({ since_seq }) => since_seq,
        nodeOf: (row) => row,
      })
    },
  }),
)

const changeRef = builder.objectRef<EquivocationRow>('ChangeOfResult').implement({
  description:
    'A builder gave another code hash for a recipe than it had given before: whoever does so equivocates.',
  fields: (t) => ({
    builder: t.expose('builder', { type: 'AccountId', description: 'The account that attests.' }),
    madeBy: t.field({
      type: builderRef,
      nullable: true,
      description: 'That account with what else is known of it.',
      resolve: (row, _, { rows }) => rows().builder(row.builder),
    }),
    recipeId: t.expose('recipe_id', { type: 'Hash', description: 'Names the recipe.' }),
    seq: t.exposeInt('seq', { description: 'Event of the later attestation.' }),
    attestation: t.field({
      type: attestationRef,
      nullable: true,
      description: 'The later attestation.',
      resolve: ({ seq }, _, { rows }) => rows().attestation(seq),
    }),
    earlier: t.field({
      type: attestationRef,
      nullable: true,
      description: 'The attestation before it that gave a hash, live or ended.',
      resolve: ({ earlier_seq }, _, { rows }) => rows().attestation(earlier_seq),
    }),
  }),
})

const changeConnection = connectionOf(
  changeRef,
  'ChangeOfResult',
  'Changes of what a builder gave for a recipe, newest first.',
)

builder.queryField('equivocations', (t) =>
  t.field({
    type: changeConnection,
    nullable: true,
    description: 'Builders that gave different code hashes for one recipe, newest first.',
    args: {
      ...pageArgs,
      builder: t.arg({ type: 'AccountId', description: 'Only of this builder.' }),
      recipeId: t.arg({ type: 'Hash', description: 'Only on this recipe.' }),
    },
    complexity: pageComplexity,
    resolve: (_, { builder: account, recipeId, ...args }, { mirror }) => {
      const filter = {
        builder: readOptionalArgument('builder', account, readAccountId),
        recipeId: readOptionalArgument('recipeId', recipeId, readCodeHash),
      }
      return readPage(args, seqCursor, {
        read: async (page) => equivocationPage(await mirror.database(), { ...page, filter }),
        keyOf: ({ seq }) => seq,
        nodeOf: (row) => row,
      })
    },
  }),
)
