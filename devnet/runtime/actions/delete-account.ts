import { ActionFailure, actionError } from '../action-error.ts'
import type { ReceiptContext } from '../apply-context.ts'
import { requireAccount } from '../apply-context.ts'
import { MAX_DELETION_BYTES } from '../parameters.ts'
import { balanceRefund } from '../refunds.ts'
import type { Action } from '../types.ts'

/** Deletes the account with its keys, code and data; its balance goes to the beneficiary if that one exists. */
export function deleteAccount(
  context: ReceiptContext,
  { beneficiaryId }: Extract<Action, { type: 'DeleteAccount' }>,
): void {
  const { state } = context.block
  const accountId = context.receipt.receiverId
  const account = requireAccount(context)
  const codeBytes = BigInt(state.get('code', accountId)?.length ?? 0)
  if (account.storageUsage - codeBytes > MAX_DELETION_BYTES) {
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
