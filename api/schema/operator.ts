import type { AccountId } from '../../protocol/account-id.ts'
import { accountsOfOperator, type OperatorRow, operatorPage } from '../../store/index.ts'
import type { ApiContext } from '../context.ts'
import { readAccount } from './arguments.ts'
import { builder } from './builder.ts'
import { connectionOf, pageArgs, pageComplexity, readPage } from './connection.ts'
import { nameCursor } from './cursors.ts'
import { builderRef, operatorRef } from './refs.ts'

const declarationRef = builder.objectRef<OperatorRow>('Declaration').implement({
  description: 'What an account has declared of itself: to belong to an operator.',
  fields: (t) => ({
    accountId: t.expose('account', {
      type: 'AccountId',
      description: 'The account that declares.',
    }),
    builder: t.field({
      type: builderRef,
      nullable: true,
      description: 'The account as a builder; null if it has never attested.',
      resolve: ({ account }, _, { rows }) => rows().builder(account),
    }),
    seq: t.exposeInt('seq', { description: 'Event of the declaration.' }),
    blockHeight: t.exposeInt('block_height', { description: 'Height of its block.' }),
    timestamp: t.expose('timestamp', {
      type: 'Nanoseconds',
      description: 'Time of its block.',
    }),
  }),
})

const declarationConnection = connectionOf(
  declarationRef,
  'Declaration',
  'Declarations by the names of the accounts.',
)

builder.node(operatorRef, {
  description:
    'Somebody whom accounts have declared to belong to, named by an account. Operators within a policy are named there, and need not be any of these.',
  id: { resolve: ({ operator }) => operator },
  fields: (t) => ({
    accountId: t.expose('operator', {
      type: 'AccountId',
      description: 'The account that names the operator.',
    }),
    declarations: t.field({
      type: declarationConnection,
      nullable: true,
      description: 'The accounts that have declared to belong to it, by their names.',
      args: pageArgs,
      complexity: pageComplexity,
      resolve: ({ operator }, args, { mirror }) =>
        readPage(args, nameCursor, {
          read: async (page) => accountsOfOperator(await mirror.database(), { ...page, operator }),
          keyOf: ({ account }) => account,
          nodeOf: (row) => row,
        }),
    }),
  }),
})

const operatorConnection = connectionOf(operatorRef, 'Operator', 'Operators by their names.')

/** Finds an operator; null if no account has declared it. */
export async function loadOperator(
  operator: AccountId,
  { mirror }: ApiContext,
): Promise<{ operator: AccountId } | null> {
  const { rows } = await accountsOfOperator(await mirror.database(), { operator, first: 1 })
  return rows.length === 0 ? null : { operator }
}

builder.queryField('operator', (t) =>
  t.field({
    type: operatorRef,
    nullable: true,
    description: 'An operator; null if no account has declared to belong to it.',
    args: {
      accountId: t.arg({
        type: 'AccountId',
        required: true,
        description: 'The account that names it.',
      }),
    },
    resolve: (_, { accountId }, context) =>
      loadOperator(readAccount('accountId', accountId), context),
  }),
)

builder.queryField('operators', (t) =>
  t.field({
    type: operatorConnection,
    nullable: true,
    description: 'All operators that accounts have declared, by their names.',
    args: pageArgs,
    complexity: pageComplexity,
    resolve: (_, args, { mirror }) =>
      readPage(args, nameCursor, {
        read: async (page) => operatorPage(await mirror.database(), page),
        keyOf: ({ operator }) => operator,
        nodeOf: (row) => row,
      }),
  }),
)
