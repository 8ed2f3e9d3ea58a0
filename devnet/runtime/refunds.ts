import { SYSTEM_ACCOUNT } from '../primitives/account-id.ts'
import type { PublicKey } from '../primitives/public-key.ts'
import { EMPTY_PUBLIC_KEY } from '../primitives/public-key.ts'
import { prepaidExecFees, prepaidGas, prepaidSendFees, totalDeposit } from './action-fees.ts'
import type { ReceiptTotals } from './apply-context.ts'
import { FEES } from './fees.ts'
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

/** Makes the refunds of a receipt: its deposits if it failed, and the gas that was prepaid and not used. */
export function refundReceipts(
  { body, predecessorId, receiverId }: Receipt<ActionReceipt>,
  { gasBurnt, gasUsed }: ReceiptTotals,
  failed: boolean,
): NewReceipt[] {
  const { actions, signerId, signerPublicKey, gasPrice } = body
  const prepaid =
    prepaidGas(actions) +
    prepaidSendFees(actions) +
    prepaidExecFees(actions, receiverId) +
    FEES.newActionReceipt.exec
  const deposit = failed ? totalDeposit(actions) : 0n
  const gas = (prepaid - (failed ? gasBurnt : gasUsed)) * gasPrice
  const refunds: NewReceipt[] = []
  if (deposit > 0n) refunds.push(balanceRefund(predecessorId, deposit))
  if (gas > 0n) refunds.push(gasRefund(signerId, gas, signerPublicKey))
  return refunds
}
