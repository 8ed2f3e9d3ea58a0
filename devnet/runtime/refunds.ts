import { SYSTEM_ACCOUNT } from '../primitives/account-id.ts'
import type { PublicKey } from '../primitives/public-key.ts'
import { EMPTY_PUBLIC_KEY } from '../primitives/public-key.ts'
import { feeOf, receiptGas, totalDeposit } from './action-fees.ts'
import type { BlockContext, ReceiptTotals } from './apply-context.ts'
import type { ActionReceipt, NewReceipt, Receipt } from './types.ts'

/** Gives a deposit back. Nobody signed it, so it touches no allowance. */
export function balanceRefund(receiverId: string, amount: bigint): NewReceipt {
  return refund(receiverId, amount, SYSTEM_ACCOUNT, EMPTY_PUBLIC_KEY)
}

/** Gives gas back to who signed the transaction, and to the allowance of the key that did. */
export function gasRefund(receiverId: string, amount: bigint, key: PublicKey): NewReceipt {
  return refund(receiverId, amount, receiverId, key)
}

function refund(
  receiverId: string,
  deposit: bigint,
  signerId: string,
  signerPublicKey: PublicKey,
): NewReceipt {
  return {
    predecessorId: SYSTEM_ACCOUNT,
    receiverId,
    body: {
      kind: 'action',
      signerId,
      signerPublicKey,
      gasPrice: 0n,
      outputDataReceivers: [],
      inputDataIds: [],
      actions: [{ type: 'Transfer', deposit }],
    },
  }
}

/** Gives who gets a receipt's deposits back. */
export function refundReceiver({ body, predecessorId }: Receipt<ActionReceipt>): string {
  return body.refundTo ?? predecessorId
}

export type Refunds = {
  receipts: NewReceipt[]
  /** Yocto that the creation of an account cost beside its gas. */
  creationCharge: bigint
}

/** Price at which a receipt's gas is burnt: the block's, but never more than was paid for it. */
export function burnPrice({ gasPrice }: BlockContext, { body }: Receipt<ActionReceipt>): bigint {
  return body.gasPrice < gasPrice ? body.gasPrice : gasPrice
}

/**
 * Makes the refunds of a receipt: its deposits if it failed, the gas that was prepaid and not used, and what the gas that was burnt had been dearer when it was
 * bought. Where the receipt has created an account, that costs its charge in all, and what is missing of it is kept back (NEP-642).
 */
export function refundReceipts(
  block: BlockContext,
  receipt: Receipt<ActionReceipt>,
  { gasBurnt, gasUsed }: ReceiptTotals,
  { failed, created }: { failed: boolean; created: boolean },
): Refunds {
  const { body, receiverId } = receipt
  const { actions, signerId, signerPublicKey, gasPrice } = body
  const prepaid = receiptGas(block.parameters, actions, receiverId)
  const deposit = failed ? totalDeposit(actions) : 0n
  const unused = (prepaid - (failed ? gasBurnt : gasUsed)) * gasPrice
  const price = burnPrice(block, receipt)
  const surplus = (gasPrice - price) * gasBurnt
  const creationCharge = created ? chargeForCreation(block, price, surplus) : 0n
  const gas = unused + surplus - creationCharge
  const receipts: NewReceipt[] = []
  if (deposit > 0n) receipts.push(balanceRefund(refundReceiver(receipt), deposit))
  if (gas > 0n) receipts.push(gasRefund(signerId, gas, signerPublicKey))
  return { receipts, creationCharge }
}

/** Gives what an account's creation costs beside the gas burnt for it, at most what there is. */
function chargeForCreation({ parameters }: BlockContext, price: bigint, surplus: bigint): bigint {
  const burnt = price * feeOf(parameters, 'CREATE_ACCOUNT', 'execute')
  const missing = parameters.economics.accountCreationCharge - burnt
  if (missing <= 0n) return 0n
  return missing < surplus ? missing : surplus
}
