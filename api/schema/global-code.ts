import { type GlobalCodeFilter, type GlobalCodeRow, globalCodePage } from '../../store/index.ts'
import type { ApiContext } from '../context.ts'
import { builder } from './builder.ts'
import { connectionOf, type PageArgs, pageArgs, pageComplexity, readPage } from './connection.ts'
import { loadContract } from './contract.ts'
import { deploymentCursor } from './cursors.ts'
import { codeRef, contractRef } from './refs.ts'

const globalCodeRef = builder.objectRef<GlobalCodeRow>('GlobalContractVersion').implement({
  description: 'What the global contract of an account was from a block on, for all its users.',
  fields: (t) => ({
    globalAccountId: t.expose('owner', {
      type: 'AccountId',
      description: 'The account that shares it, and can change it.',
    }),
    owner: t.field({
      type: contractRef,
      nullable: true,
      description: 'That account as it is now, read from NEAR; its `users` run this.',
      complexity: 10,
      resolve: (row, _, context) => loadContract(row.owner, context),
    }),
    codeHash: t.expose('code_hash', { type: 'Hash', description: 'The code.' }),
    code: t.field({
      type: codeRef,
      description: 'What is known of the code.',
      resolve: ({ code_hash }) => ({ hash: code_hash }),
    }),
    fromHeight: t.exposeInt('block_height', {
      description: 'Height of the block from which on it was this.',
    }),
    untilHeight: t.exposeInt('until_height', {
      nullable: true,
      description: 'Height of the block from which on it was another; null: in force.',
    }),
    txHash: t.expose('tx_hash', {
      type: 'Hash',
      nullable: true,
      description: 'Transaction that shared it; null where the source of blocks does not say.',
    }),
    receiptId: t.expose('receipt_id', {
      type: 'Hash',
      nullable: true,
      description: 'Receipt that shared it; null where the source of blocks does not say.',
    }),
    signer: t.expose('signer', {
      type: 'AccountId',
      nullable: true,
      description: 'Account that signed the transaction; null as for `txHash`.',
    }),
  }),
})

const globalCodeConnection = connectionOf(
  globalCodeRef,
  'GlobalContractVersion',
  'Versions of global contracts by account, by owner; those of one owner newest first.',
)

function readGlobalCodes({ mirror }: ApiContext, args: PageArgs, filter: GlobalCodeFilter) {
  return readPage(args, deploymentCursor, {
    read: async (page) => globalCodePage(await mirror.database(), { ...page, filter }),
    keyOf: ({ owner, block_height }) => ({ accountId: owner, height: block_height }),
    nodeOf: (row) => row,
  })
}

builder.objectField(codeRef, 'globalContracts', (t) =>
  t.field({
    type: globalCodeConnection,
    nullable: true,
    description: 'Global contracts by account that are or were this code, by owner.',
    args: pageArgs,
    complexity: pageComplexity,
    resolve: ({ hash }, page, context) => readGlobalCodes(context, page, { codeHash: hash }),
  }),
)

builder.objectField(contractRef, 'globalContract', (t) =>
  t.field({
    type: globalCodeConnection,
    nullable: true,
    description: 'What the account has shared as a global contract under its name, newest first.',
    args: pageArgs,
    complexity: pageComplexity,
    resolve: ({ accountId }, page, context) => readGlobalCodes(context, page, { owner: accountId }),
  }),
)
