import type { Json, JsonObject } from '../primitives/json.ts'
import { verifySignature } from '../primitives/signature.ts'
import type { StateReader } from '../state/types.ts'
import { checkPermission } from './access-key-permission.ts'
import {
  prepaidExecFees,
  prepaidGas,
  prepaidSendFees,
  sendFees,
  totalDeposit,
} from './action-fees.ts'
import { FEES } from './fees.ts'
import { LIMITS, NONCES_PER_BLOCK } from './parameters.ts'
import { missingStorageStake } from './storage-stake.ts'
import type { AccessKey, Account, SignedTransaction } from './types.ts'
import { validateActions } from './validate-actions.ts'

/** Why a transaction never ran: nearcore's `InvalidTxError` as JSON. */
export type TransactionRefusal = JsonObject | string

export type TransactionCost = {
  gasBurnt: bigint
  burntAmount: bigint
  /** Burnt amount, gas in advance and deposits, in yocto. */
  total: bigint
}

export type CheckedTransaction =
  | { ok: true; signer: Account; accessKey: AccessKey; cost: TransactionCost }
  | { ok: false; error: TransactionRefusal }

/** Checks what needs no state: size, actions, signature. */
export function checkTransactionForm(
  transaction: SignedTransaction,
): TransactionRefusal | undefined {
  if (transaction.size > LIMITS.maxTransactionSize) {
    const fields = { size: transaction.size, limit: LIMITS.maxTransactionSize }
    return { TransactionSizeExceeded: fields }
  }
  const ActionsValidation = validateActions(transaction.actions)
  if (ActionsValidation) return { ActionsValidation }
  const { signature, hashBytes, publicKey } = transaction
  return verifySignature(signature, hashBytes, publicKey) ? undefined : 'InvalidSignature'
}

/** Gives what a transaction costs its signer. */
export function transactionCost(
  { signerId, receiverId, actions }: SignedTransaction,
  gasPrice: bigint,
): TransactionCost {
  const stage = signerId === receiverId ? 'sendSelf' : 'send'
  const gasBurnt = FEES.newActionReceipt[stage] + sendFees(actions, signerId, receiverId)
  const gasLeft =
    prepaidGas(actions) +
    prepaidSendFees(actions) +
    prepaidExecFees(actions, receiverId) +
    FEES.newActionReceipt.exec
  const burntAmount = gasBurnt * gasPrice
  const total = burntAmount + gasLeft * gasPrice + totalDeposit(actions)
  return { gasBurnt, burntAmount, total }
}

/** Checks a transaction against the state, in nearcore's order, and gives its signer and key as they are once it is paid. */
export function checkTransaction(
  state: StateReader,
  transaction: SignedTransaction,
  { height, gasPrice }: { height: number; gasPrice: bigint },
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
  const upperBound = BigInt(height) * NONCES_PER_BLOCK
  if (nonce >= upperBound) {
    return fail({ NonceTooLarge: { tx_nonce: nonce, upper_bound: upperBound } })
  }
  const cost = transactionCost(transaction, gasPrice)
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
  const missing = missingStorageStake(paid)
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
