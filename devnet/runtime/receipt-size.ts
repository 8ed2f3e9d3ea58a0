import { publicKeyBytes } from '../primitives/public-key.ts'
import { accessKeyBorshLength } from './storage-stake.ts'
import type { Action, ActionReceipt, NewReceipt } from './types.ts'

const HASH = 32
const LENGTH = 4
const TAG = 1
const U64 = 8
const U128 = 16

/** Gives the bytes that an action receipt takes in borsh. Source: nearcore `ReceiptV0`, `ActionReceipt`. */
export function receiptSize({
  predecessorId,
  receiverId,
  body,
}: NewReceipt<ActionReceipt>): number {
  const outputs = body.outputDataReceivers.map((output) => HASH + textSize(output.receiverId))
  return sum([
    textSize(predecessorId),
    textSize(receiverId),
    HASH + TAG,
    textSize(body.signerId),
    publicKeyBytes(body.signerPublicKey).length,
    U128,
    LENGTH + sum(outputs),
    LENGTH + HASH * body.inputDataIds.length,
    LENGTH + sum(body.actions.map(actionSize)),
  ])
}

function actionSize(action: Action): number {
  switch (action.type) {
    case 'CreateAccount':
      return TAG
    case 'DeployContract':
      return TAG + LENGTH + action.code.length
    case 'FunctionCall':
      return TAG + textSize(action.methodName) + LENGTH + action.args.length + U64 + U128
    case 'Transfer':
      return TAG + U128
    case 'Stake':
      return TAG + U128 + publicKeyBytes(action.publicKey).length
    case 'AddKey':
      return TAG + publicKeyBytes(action.publicKey).length + accessKeyBorshLength(action.accessKey)
    case 'DeleteKey':
      return TAG + publicKeyBytes(action.publicKey).length
    case 'DeleteAccount':
      return TAG + textSize(action.beneficiaryId)
    case 'Delegate':
      return TAG + delegateSize(action)
    case 'DeployGlobalContract':
      return TAG + LENGTH + action.code.length + TAG
    case 'UseGlobalContract':
      return (
        TAG +
        TAG +
        (action.contract.by === 'code_hash' ? HASH : textSize(action.contract.accountId))
      )
  }
}

function delegateSize({ delegate, signature }: Extract<Action, { type: 'Delegate' }>): number {
  return sum([
    textSize(delegate.senderId),
    textSize(delegate.receiverId),
    LENGTH + sum(delegate.actions.map(actionSize)),
    U64 + U64,
    publicKeyBytes(delegate.publicKey).length,
    TAG + signature.data.length,
  ])
}

function textSize(text: string): number {
  return LENGTH + Buffer.byteLength(text)
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total + size, 0)
}
