import { SYSTEM_ACCOUNT } from '../../primitives/account-id.ts'
import { ActionFailure, actionError } from '../action-error.ts'
import type { ReceiptContext } from '../apply-context.ts'
import type { Action } from '../types.ts'
import { createImplicitAccount } from './implicit-account.ts'

/** Adds yocto to the receiver. The only action of a receipt may create an implicit account; a refund never does. */
export function transfer(
  context: ReceiptContext,
  { deposit }: Extract<Action, { type: 'Transfer' }>,
): void {
  const { account, receipt } = context
  if (!account) {
    const isAlone = receipt.body.actions.length === 1
    if (isAlone && !isRefund(context) && createImplicitAccount(context, deposit)) return
    throw new ActionFailure(actionError('AccountDoesNotExist', { account_id: receipt.receiverId }))
  }
  if (isRefund(context) && receipt.body.signerId === receipt.receiverId) {
    refundAllowance(context, deposit)
  }
  context.account = { ...account, amount: account.amount + deposit }
}

function isRefund({ receipt }: ReceiptContext): boolean {
  return receipt.predecessorId === SYSTEM_ACCOUNT
}

/** Gives gas that was not used back to the allowance of the key that paid for it. */
function refundAllowance({ block, receipt }: ReceiptContext, deposit: bigint): void {
  const publicKey = receipt.body.signerPublicKey.text
  const key = block.state.get('accessKey', receipt.receiverId, publicKey)
  if (!key || key.permission === 'full' || key.permission.allowance === null) return
  const allowance = key.permission.allowance + deposit
  const permission = { ...key.permission, allowance }
  block.state.set('accessKey', receipt.receiverId, publicKey, { ...key, permission })
}
