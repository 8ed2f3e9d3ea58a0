import { type DeploymentKind, type DeploymentRow, deploymentAt } from '../../store/index.ts'
import type { ApiContext } from '../context.ts'
import { builder } from './builder.ts'
import { loadContract } from './contract.ts'
import { readDeploymentKey } from './cursors.ts'
import { codeRef, contractRef, deploymentRef } from './refs.ts'

const kindEnum = builder.enumType('DeploymentKind', {
  description: 'What an account came to run.',
  values: {
    LOCAL: { value: 'local', description: 'Code deployed on the account itself.' },
    GLOBAL_HASH: {
      value: 'global_hash',
      description: 'A global contract by hash, which nobody can change.',
    },
    GLOBAL_ACCOUNT: {
      value: 'global_account',
      description: 'The global contract of another account, which that account can change.',
    },
    NONE: { value: 'none', description: 'No code.' },
    DELETED: { value: 'deleted', description: 'The account was deleted.' },
  } as const satisfies Record<string, { value: DeploymentKind; description: string }>,
})

builder.node(deploymentRef, {
  description: 'What an account ran from a block on, as the indexer has seen it.',
  id: { resolve: ({ account_id, block_height }) => `${account_id}/${block_height}` },
  fields: (t) => ({
    accountId: t.expose('account_id', { type: 'AccountId', description: 'The account.' }),
    contract: t.field({
      type: contractRef,
      nullable: true,
      description: 'The account as it is now, read from NEAR.',
      complexity: 10,
      resolve: (row, _, context) => loadContract(row.account_id, context),
    }),
    kind: t.expose('kind', { type: kindEnum, description: 'What it came to run.' }),
    codeHash: t.expose('code_hash', {
      type: 'Hash',
      nullable: true,
      description:
        'The code; null for `NONE`, `DELETED` and `GLOBAL_ACCOUNT`: for the last, `globalAccountId` has had several in turn.',
    }),
    code: t.field({
      type: codeRef,
      nullable: true,
      description: 'What is known of the code.',
      resolve: ({ code_hash }) => (code_hash === null ? null : { hash: code_hash }),
    }),
    globalAccountId: t.expose('owner', {
      type: 'AccountId',
      nullable: true,
      description: 'Owner of the global contract, for `GLOBAL_ACCOUNT`.',
    }),
    found: t.boolean({
      description:
        'true: no change seen in a block, but what NEAR said of the account when the indexer began to watch it; it may have run before.',
      resolve: ({ found }) => found === 1,
    }),
    fromHeight: t.exposeInt('block_height', {
      description: 'Height of the block from which on it ran (or was found).',
    }),
    fromTimestamp: t.field({
      type: 'Nanoseconds',
      nullable: true,
      description: 'Time of that block; null if the mirror does not hold it.',
      resolve: timeOf(({ block_height }) => block_height),
    }),
    untilHeight: t.exposeInt('until_height', {
      nullable: true,
      description: 'Height of the block from which on it ran something else; null: in force.',
    }),
    untilTimestamp: t.field({
      type: 'Nanoseconds',
      nullable: true,
      description: 'Time of that block; null if it is in force.',
      resolve: timeOf(({ until_height }) => until_height),
    }),
    txHash: t.expose('tx_hash', {
      type: 'Hash',
      nullable: true,
      description:
        'Transaction that deployed it; null if it was found, or the source of blocks does not say.',
    }),
    receiptId: t.expose('receipt_id', {
      type: 'Hash',
      nullable: true,
      description: 'Receipt that deployed it; null as for `txHash`.',
    }),
    signer: t.expose('signer', {
      type: 'AccountId',
      nullable: true,
      description: 'Account that signed the transaction; null as for `txHash`.',
    }),
  }),
})

/** Finds a deployment by `account/height`. */
export async function loadDeployment(
  text: string,
  { mirror }: ApiContext,
): Promise<DeploymentRow | undefined> {
  const key = readDeploymentKey(text)
  return key === undefined ? undefined : await deploymentAt(await mirror.database(), key)
}

function timeOf<R>(heightOf: (row: R) => number | null) {
  return async (row: R, _: unknown, { rows }: ApiContext): Promise<string | undefined> => {
    const height = heightOf(row)
    return height === null ? undefined : (await rows().block(height))?.timestamp
  }
}
