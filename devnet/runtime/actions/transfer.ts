import { accountKind, SYSTEM_ACCOUNT } from '../../primitives/account-id.ts'
import { createPublicKey } from '../../primitives/public-key.ts'
import { ActionFailure, actionError } from '../action-error.ts'
import type { ReceiptContext } from '../apply-context.ts'
import { ACCOUNT_BYTES, NONCES_PER_BLOCK } from '../parameters.ts'
import { accessKeyBytes } from '../storage-stake.ts'
import type { AccessKey, Action } from '../types.ts'

/** Adds yocto to the receiver. The only action of a receipt may create an implicit account; a refund never does. */
export function transfer(
  context: ReceiptContext,
  { deposit }: Extract<Action, { type: 'Transfer' }>,
): void {
  const { account, receipt } = context
  if (!account) {
    createImplicitAccount(context, deposit)
    return
  }
  if (isRefund(context) && receipt.body.signerId === receipt.receiverId) {
    refundAllowance(context, deposit)
  }
  context.account = { ...account, amount: account.amount + deposit }
}

function isRefund({ receipt }: ReceiptContext): boolean {
  return receipt.predecessorId === SYSTEM_ACCOUNT
}

function createImplicitAccount(context: ReceiptContext, deposit: bigint): void {
  const { block, receipt } = context
  const accountId = receipt.receiverId
  const eligible = receipt.body.actions.length === 1 && !isRefund(context)
  // ETH-implicit and deterministic accounts get code of the protocol's own, which devnet does not have.
  if (!eligible || accountKind(accountId) !== 'near-implicit') {
    throw new ActionFailure(actionError('AccountDoesNotExist', { account_id: accountId }))
  }
  const publicKey = createPublicKey('ed25519', Buffer.from(accountId, 'hex'))
  const nonce = BigInt(block.height - 1) * NONCES_PER_BLOCK
  const accessKey: AccessKey = { nonce, permission: 'full' }
  context.actorId = accountId
  context.account = {
    amount: deposit,
    locked: 0n,
    storageUsage: ACCOUNT_BYTES + accessKeyBytes(publicKey, accessKey),
    contract: { kind: 'none' },
  }
  block.state.set('accessKey', accountId, publicKey.text, accessKey)
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
