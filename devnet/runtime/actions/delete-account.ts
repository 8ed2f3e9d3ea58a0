import { ActionFailure, actionError } from '../action-error.ts'
import type { ReceiptContext } from '../apply-context.ts'
import { requireAccount } from '../apply-context.ts'
import { MAX_DELETION_BYTES } from '../parameters.ts'
import { balanceRefund } from '../refunds.ts'
import type { Account, Action } from '../types.ts'
import { contractBytes } from './contracts.ts'

/** Deletes the account with its keys, code and data; its balance goes to the beneficiary if that one exists. */
export function deleteAccount(
  context: ReceiptContext,
  { beneficiaryId }: Extract<Action, { type: 'DeleteAccount' }>,
): void {
  const { state } = context.block
  const accountId = context.receipt.receiverId
  const account = requireAccount(context)
  if (account.storageUsage - bytesOfContract(context, account) > MAX_DELETION_BYTES) {
    const name = 'DeleteAccountWithLargeState'
    throw new ActionFailure(actionError(name, { account_id: accountId }))
  }
  if (account.amount > 0n) {
    context.totals.newReceipts.push(balanceRefund(beneficiaryId, account.amount))
  }
  state.remove('account', accountId)
  state.remove('code', accountId)
  for (const [publicKey] of state.list('accessKey', accountId)) {
    state.remove('accessKey', accountId, publicKey)
  }
  for (const [key] of state.list('data', accountId)) state.remove('data', accountId, key)
  context.actorId = context.receipt.predecessorId
  context.account = undefined
}

/** Bytes that do not count: the contract's own, and since 85 what refers to a global one. */
function bytesOfContract({ block, receipt }: ReceiptContext, account: Account): bigint {
  const isLocal = account.contract.kind === 'local'
  if (!isLocal && !block.parameters.features.deletionWithoutGlobalContract) return 0n
  return contractBytes(block, receipt.receiverId, account)
}
