import { builderPage } from '../../store/index.ts'
import { readAccount } from './arguments.ts'
import { attestationConnection, readAttestations } from './attestation-connection.ts'
import { builder } from './builder.ts'
import { connectionOf, pageArgs, pageComplexity, readPage } from './connection.ts'
import { nameCursor } from './cursors.ts'
import { builderRef, operatorRef } from './refs.ts'

builder.node(builderRef, {
  description: 'An account that has attested.',
  id: { resolve: (row) => row.builder },
  fields: (t) => ({
    accountId: t.expose('builder', { type: 'AccountId', description: 'The account.' }),
    operator: t.field({
      type: operatorRef,
      nullable: true,
      description:
        'Whom the account has declared to belong to; null if it has declared nobody. Only open policies ask for that: others name operators themselves.',
      resolve: (row, _, { rows }) => rows().declaration(row.builder),
    }),
    built: t.exposeInt('live_built', {
      description: 'Its live attestations of outcome `BUILT`: the recipes that it has rebuilt.',
    }),
    failed: t.exposeInt('live_failed', {
      description: 'Its live attestations of outcome `FAILED`.',
    }),
    firstSeq: t.exposeInt('first_seq', { description: 'Event of its first attestation.' }),
    lastSeq: t.exposeInt('last_seq', {
      description: 'Event of its last attestation or withdrawal.',
    }),
    attestations: t.field({
      type: attestationConnection,
      nullable: true,
      description: 'Its attestations, newest first.',
      args: pageArgs,
      complexity: pageComplexity,
      resolve: (row, page, context) => readAttestations(context, page, { builder: row.builder }),
    }),
  }),
})

const builderConnection = connectionOf(builderRef, 'Builder', 'Builders by their names.')

builder.queryField('builder', (t) =>
  t.field({
    type: builderRef,
    nullable: true,
    description: 'A builder; null if the account has never attested.',
    args: { accountId: t.arg({ type: 'AccountId', required: true, description: 'The account.' }) },
    resolve: (_, { accountId }, { rows }) => rows().builder(readAccount('accountId', accountId)),
  }),
)

builder.queryField('builders', (t) =>
  t.field({
    type: builderConnection,
    nullable: true,
    description: 'All builders, by their names.',
    args: pageArgs,
    complexity: pageComplexity,
    resolve: (_, args, { mirror }) =>
      readPage(args, nameCursor, {
        read: async (page) => builderPage(await mirror.database(), page),
        keyOf: (row) => row.builder,
        nodeOf: (row) => row,
      }),
  }),
)
