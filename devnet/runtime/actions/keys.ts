import { ActionFailure, actionError } from '../action-error.ts'
import type { ReceiptContext } from '../apply-context.ts'
import { requireAccount } from '../apply-context.ts'
import { NONCES_PER_BLOCK } from '../parameters.ts'
import { accessKeyBytes } from '../storage-stake.ts'
import type { Action } from '../types.ts'

/** Adds a key. Its nonce starts at the block's range, so that an old transaction never fits a key added again. */
export function addKey(
  context: ReceiptContext,
  { publicKey, accessKey: added }: Extract<Action, { type: 'AddKey' }>,
): void {
  const { block, receipt } = context
  const accountId = receipt.receiverId
  const account = requireAccount(context)
  if (block.state.get('accessKey', accountId, publicKey.text)) {
    const fields = { account_id: accountId, public_key: publicKey.text }
    throw new ActionFailure(actionError('AddKeyAlreadyExists', fields))
  }
  const nonce = BigInt(block.height - 1) * NONCES_PER_BLOCK
  const accessKey = { nonce, permission: added.permission }
  block.state.set('accessKey', accountId, publicKey.text, accessKey)
  const storageUsage = account.storageUsage + accessKeyBytes(publicKey, accessKey)
  context.account = { ...account, storageUsage }
}

export function deleteKey(
  context: ReceiptContext,
  { publicKey }: Extract<Action, { type: 'DeleteKey' }>,
): void {
  const { block, receipt } = context
  const accountId = receipt.receiverId
  const account = requireAccount(context)
  const accessKey = block.state.get('accessKey', accountId, publicKey.text)
  if (!accessKey) {
    const fields = { account_id: accountId, public_key: publicKey.text }
    throw new ActionFailure(actionError('DeleteKeyDoesNotExist', fields))
  }
  block.state.remove('accessKey', accountId, publicKey.text)
  const storageUsage = account.storageUsage - accessKeyBytes(publicKey, accessKey)
  context.account = { ...account, storageUsage }
}
