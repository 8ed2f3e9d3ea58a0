import type { ProtocolParameters } from '../parameters/index.ts'
import type { Json, JsonObject } from '../primitives/json.ts'
import { verifySignature } from '../primitives/signature.ts'
import type { StateReader } from '../state/types.ts'
import { checkPermission } from './access-key-permission.ts'
import { feeOf, prepaidGas, receiptGas, sendFees, sendStage, totalDeposit } from './action-fees.ts'
import { NONCES_PER_BLOCK } from './parameters.ts'
import { receiptGasPrice } from './receipt-gas-price.ts'
import { missingStorageStake } from './storage-stake.ts'
import type { AccessKey, Account, SignedTransaction } from './types.ts'
import { validateActions } from './validate-actions.ts'

/** Why a transaction never ran: nearcore's `InvalidTxError` as JSON. */
export type TransactionRefusal = JsonObject | string

export type TransactionCost = {
  gasBurnt: bigint
  burntAmount: bigint
  /** Yocto for each unit of the gas that the receipt carries. */
  receiptGasPrice: bigint
  /** Burnt amount, gas in advance and deposits, in yocto. */
  total: bigint
}

export type CheckedTransaction =
  | { ok: true; signer: Account; accessKey: AccessKey; cost: TransactionCost }
  | { ok: false; error: TransactionRefusal }

/** Checks what needs no state: size, actions, signature. */
export function checkTransactionForm(
  parameters: ProtocolParameters,
  transaction: SignedTransaction,
): TransactionRefusal | undefined {
  const { limits, features } = parameters
  const size = features.signatureInTransactionSize ? transaction.size : transaction.unsignedSize
  const limit = limits.maxTransactionSize
  if (size > limit) return { TransactionSizeExceeded: { size, limit } }
  const { actions, receiverId } = transaction
  const ActionsValidation = validateActions(parameters, actions, receiverId)
  if (ActionsValidation) return { ActionsValidation }
  const { signature, hashBytes, publicKey } = transaction
  return verifySignature(signature, hashBytes, publicKey) ? undefined : 'InvalidSignature'
}

/** The block that a transaction is to go into. */
export type TransactionContext = {
  height: number
  gasPrice: bigint
  parameters: ProtocolParameters
}

/** Gives what a transaction costs its signer. */
export function transactionCost(
  transaction: SignedTransaction,
  { gasPrice, parameters }: TransactionContext,
): TransactionCost {
  const { signerId, receiverId, actions } = transaction
  const receiptFee = feeOf(parameters, 'NEW_ACTION_RECEIPT', sendStage(signerId, receiverId))
  const gasBurnt = receiptFee + sendFees(parameters, actions, signerId, receiverId)
  const burntAmount = gasBurnt * gasPrice
  const price = receiptGasPrice(parameters, gasPrice, {
    isLocal: signerId === receiverId,
    attachedGas: prepaidGas(actions),
  })
  const prepaid = receiptGas(parameters, actions, receiverId) * price
  const total = burntAmount + prepaid + totalDeposit(actions)
  return { gasBurnt, burntAmount, receiptGasPrice: price, total }
}

/** Checks a transaction against the state, in nearcore's order, and gives its signer and key as they are once it is paid. */
export function checkTransaction(
  state: StateReader,
  transaction: SignedTransaction,
  context: TransactionContext,
): CheckedTransaction {
  const { signerId, publicKey, nonce, receiverId, actions } = transaction
  const fail = (error: TransactionRefusal): CheckedTransaction => ({ ok: false, error })
  const keyError = (InvalidAccessKeyError: Json) => fail({ InvalidAccessKeyError })

  const signer = state.get('account', signerId)
  if (!signer) return fail({ SignerDoesNotExist: { signer_id: signerId } })
  const accessKey = state.get('accessKey', signerId, publicKey.text)
  if (!accessKey) {
    const fields = { account_id: signerId, public_key: publicKey.text }
    return keyError({ AccessKeyNotFound: fields })
  }
  if (nonce <= accessKey.nonce) {
    return fail({ InvalidNonce: { tx_nonce: nonce, ak_nonce: accessKey.nonce } })
  }
  const upperBound = BigInt(context.height) * NONCES_PER_BLOCK
  if (nonce >= upperBound) {
    return fail({ NonceTooLarge: { tx_nonce: nonce, upper_bound: upperBound } })
  }
  const cost = transactionCost(transaction, context)
  if (signer.amount < cost.total) {
    return fail({
      NotEnoughBalance: {
        signer_id: signerId,
        balance: signer.amount.toString(),
        cost: cost.total.toString(),
      },
    })
  }
  const paid = { ...signer, amount: signer.amount - cost.total }
  const charged = chargeKey({ ...accessKey, nonce }, cost.total)
  if (!charged) {
    return keyError({
      NotEnoughAllowance: {
        account_id: signerId,
        public_key: publicKey.text,
        allowance: allowanceOf(accessKey).toString(),
        cost: cost.total.toString(),
      },
    })
  }
  const missing = missingStorageStake(context.parameters, paid)
  if (missing > 0n) {
    return fail({ LackBalanceForState: { signer_id: signerId, amount: missing.toString() } })
  }
  const refusal = checkPermission(accessKey, receiverId, actions)
  if (refusal) return keyError(refusal)
  return { ok: true, signer: paid, accessKey: charged, cost }
}

function allowanceOf({ permission }: AccessKey): bigint {
  return permission === 'full' ? 0n : (permission.allowance ?? 0n)
}

/** Takes a cost off a key's allowance; undefined if that does not suffice. */
function chargeKey(key: AccessKey, cost: bigint): AccessKey | undefined {
  const { permission } = key
  if (permission === 'full' || permission.allowance === null) return key
  if (permission.allowance < cost) return undefined
  return { ...key, permission: { ...permission, allowance: permission.allowance - cost } }
}
