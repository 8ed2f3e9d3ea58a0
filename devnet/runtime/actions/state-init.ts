import type { ReceiptContext } from '../apply-context.ts'
import { dataSuffix } from '../contract-storage.ts'
import { RECORD_BYTES } from '../parameters.ts'
import { balanceRefund, refundReceiver } from '../refunds.ts'
import { missingStorageStake } from '../storage-stake.ts'
import type { Action, StateInit } from '../types.ts'
import { useContract } from './contracts.ts'
import { emptyAccount } from './implicit-account.ts'

/**
 * Makes the receiver what its id says (NEP-616), once: where it runs a contract already, nothing is done. The deposit goes into what its storage takes; the
 * rest goes back. Who asked for it gets no rights to it: the actor stays the predecessor.
 */
export function initState(
  context: ReceiptContext,
  { stateInit, deposit }: Extract<Action, { type: 'DeterministicStateInit' }>,
): void {
  context.account ??= emptyAccount(0n)
  if (context.account.contract.kind === 'none') install(context, stateInit)
  const { account } = context
  const missing = missingStorageStake(context.block.parameters, account)
  const used = missing < deposit ? missing : deposit
  context.account = { ...account, amount: account.amount + used }
  if (deposit > used) {
    const receiver = refundReceiver(context.receipt)
    context.totals.newReceipts.push(balanceRefund(receiver, deposit - used))
  }
}

function install(context: ReceiptContext, { contract, data }: StateInit): void {
  const { block, receipt } = context
  const account = useContract(context, contract)
  let { storageUsage } = account
  for (const { key, value } of data) {
    block.state.set('data', receipt.receiverId, dataSuffix(key), value)
    storageUsage += BigInt(key.length + value.length) + RECORD_BYTES
  }
  context.account = { ...account, storageUsage }
}
