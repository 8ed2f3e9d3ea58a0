import { verifySignature } from '../../primitives/signature.ts'
import { checkPermission } from '../access-key-permission.ts'
import { ActionFailure, actionError } from '../action-error.ts'
import { prepaidExecFees, prepaidGas, prepaidSendFees } from '../action-fees.ts'
import type { ReceiptContext } from '../apply-context.ts'
import { FEES } from '../fees.ts'
import { NONCES_PER_BLOCK } from '../parameters.ts'
import type { Action, DelegateAction } from '../types.ts'

/** Runs actions that the receiver signed and somebody else pays for (NEP-366): they become a receipt of the receiver's. */
export function delegate(
  context: ReceiptContext,
  { delegate: action, signature }: Extract<Action, { type: 'Delegate' }>,
): void {
  const { block, receipt, totals } = context
  if (!verifySignature(signature, action.hash, action.publicKey)) {
    throw new ActionFailure(actionError('DelegateActionInvalidSignature'))
  }
  if (BigInt(block.height) > action.maxBlockHeight) {
    throw new ActionFailure(actionError('DelegateActionExpired'))
  }
  if (action.senderId !== receipt.receiverId) {
    const fields = { sender_id: action.senderId, receiver_id: receipt.receiverId }
    throw new ActionFailure(actionError('DelegateActionSenderDoesNotMatchTxReceiver', fields))
  }
  useKey(context, action)

  totals.newReceipts.push({
    predecessorId: receipt.receiverId,
    receiverId: action.receiverId,
    body: {
      kind: 'action',
      signerId: receipt.body.signerId,
      signerPublicKey: receipt.body.signerPublicKey,
      gasPrice: receipt.body.gasPrice,
      outputDataReceivers: [],
      inputDataIds: [],
      actions: action.actions,
    },
  })
  const sending = prepaidSendFees(receipt.body.actions)
  const execution = prepaidExecFees(action.actions, action.receiverId) + FEES.newActionReceipt.exec
  totals.gasBurnt += sending
  totals.gasUsed += sending + execution + prepaidGas(action.actions)
}

/** Checks the key that signed and moves its nonce. The allowance is not touched: the relayer pays. */
function useKey({ block }: ReceiptContext, action: DelegateAction): void {
  const key = block.state.get('accessKey', action.senderId, action.publicKey.text)
  if (!key) {
    const fields = { account_id: action.senderId, public_key: action.publicKey.text }
    throw keyError({ AccessKeyNotFound: fields })
  }
  if (action.nonce <= key.nonce) {
    const fields = { delegate_nonce: action.nonce, ak_nonce: key.nonce }
    throw new ActionFailure(actionError('DelegateActionInvalidNonce', fields))
  }
  const upperBound = BigInt(block.height) * NONCES_PER_BLOCK
  if (action.nonce >= upperBound) {
    const fields = { delegate_nonce: action.nonce, upper_bound: upperBound }
    throw new ActionFailure(actionError('DelegateActionNonceTooLarge', fields))
  }
  const refusal = checkPermission(key, action.receiverId, action.actions)
  if (refusal) throw keyError(refusal)
  const used = { ...key, nonce: action.nonce }
  block.state.set('accessKey', action.senderId, action.publicKey.text, used)
}

function keyError(error: ReturnType<typeof checkPermission> & {}): ActionFailure {
  return new ActionFailure({ index: null, kind: { DelegateActionAccessKeyError: error } })
}
