import type { ProtocolParameters } from '../../parameters/index.ts'
import { verifySignature } from '../../primitives/signature.ts'
import { checkCall, checkPermission, type KeyRefusal } from '../access-key-permission.ts'
import { ActionFailure, actionError } from '../action-error.ts'
import { prepaidSendFees, receiptGas } from '../action-fees.ts'
import type { ReceiptContext } from '../apply-context.ts'
import { NONCES_PER_BLOCK } from '../parameters.ts'
import type { AccessKey, Action, DelegateAction } from '../types.ts'

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
  const sending = prepaidSendFees(block.parameters, receipt.body.actions)
  totals.gasBurnt += sending
  // A delegate holds no delegates, so that nothing more is to be sent.
  totals.gasUsed += sending + receiptGas(block.parameters, action.actions, action.receiverId)
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
  const refusal = refuse(block.parameters, key, action)
  if (refusal) throw keyError(refusal)
  const used = { ...key, nonce: action.nonce }
  block.state.set('accessKey', action.senderId, action.publicKey.text, used)
}

/** Tells why the key may not sign the delegate. Before 85 a wrong receiver or method was said even of a call with a deposit. */
function refuse(
  { features }: ProtocolParameters,
  key: AccessKey,
  { receiverId, actions }: DelegateAction,
): KeyRefusal | undefined {
  const refusal = checkPermission(key, receiverId, actions)
  const [call] = actions
  const isDeposit = refusal === 'DepositWithFunctionCall' && call?.type === 'FunctionCall'
  if (!isDeposit || features.delegateDepositFirst || key.permission === 'full') return refusal
  return checkCall(key.permission, receiverId, call) ?? refusal
}

function keyError(error: KeyRefusal): ActionFailure {
  return new ActionFailure({ index: null, kind: { DelegateActionAccessKeyError: error } })
}
