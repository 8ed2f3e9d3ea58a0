import { sourcePage } from '../../store/index.ts'
import { readCommit, readRepository } from '../search/source-text.ts'
import { readHash, readOptionalArgument } from './arguments.ts'
import { builder } from './builder.ts'
import { connectionOf, pageArgs, pageComplexity, readPage } from './connection.ts'
import { seqCursor } from './cursors.ts'
import { sourceRef } from './refs.ts'

const sourceConnection = connectionOf(
  sourceRef,
  'Source',
  'Sources; those that were attested first come last.',
)

const filterInput = builder.inputType('SourceFilter', {
  description: 'Which sources are wanted. Fields that are left out do not matter.',
  fields: (t) => ({
    repository: t.string({
      description: 'Of this repository, in any spelling: `https://host/path`, with `.git` or not.',
    }),
    commit: t.string({ description: 'Whose commit begins so: 7 to 64 hexadecimal digits.' }),
  }),
})

builder.queryField('sources', (t) =>
  t.field({
    type: sourceConnection,
    nullable: true,
    description: 'Sources that have been attested; those that came first come last.',
    args: {
      ...pageArgs,
      filter: t.arg({ type: filterInput, description: 'Which ones; all if not given.' }),
    },
    complexity: pageComplexity,
    resolve: (_, { filter: given, ...args }, { mirror }) => {
      const filter = {
        repository: readOptionalArgument('filter.repository', given?.repository, readRepository),
        commit: readOptionalArgument('filter.commit', given?.commit, readCommit),
      }
      return readPage(args, seqCursor, {
        read: async (page) => sourcePage(await mirror.database(), { ...page, filter }),
        keyOf: ({ first_seq }) => first_seq,
        nodeOf: (row) => row,
      })
    },
  }),
)

builder.queryField('source', (t) =>
  t.field({
    type: sourceRef,
    nullable: true,
    description: 'A source that has been attested at least once; null for any other.',
    args: { sourceId: t.arg({ type: 'Hash', required: true, description: 'The source id.' }) },
    resolve: (_, { sourceId }, { rows }) => rows().source(readHash('sourceId', sourceId)),
  }),
)
