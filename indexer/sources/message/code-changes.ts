import type { AccountId } from '../../../protocol/account-id.ts'
import type { CodeChange, GlobalCode, Origin } from '../../block.ts'
import type { AccountStates } from './account-states.ts'
import { codeAfter, sharedCode } from './actions.ts'
import type { Action } from './shape.ts'

/** A receipt that succeeded. */
export type DoneReceipt = {
  receiptId: string
  txHash: string | null
  /** Account that the actions were done to. */
  accountId: AccountId
  signer: AccountId
  actions: readonly Action[]
}

/** Returns what an account runs after a receipt that may change it. The state decides; actions alone are second best. */
export function codeChangeOf(
  receipt: DoneReceipt,
  states: AccountStates,
  height: number,
): CodeChange | undefined {
  const { receiptId, accountId, actions } = receipt
  const code = states(receiptId, accountId) ?? codeAfter(actions, height)
  return code && { accountId, code, ...originOf(receipt) }
}

/** Returns the code that a receipt's account shares under its name from then on, if it says so. */
export function globalCodeOf(receipt: DoneReceipt, height: number): GlobalCode | undefined {
  const hash = sharedCode(receipt.actions, height)
  return hash === undefined ? undefined : { owner: receipt.accountId, hash, ...originOf(receipt) }
}

function originOf({ receiptId, txHash, signer }: DoneReceipt): Origin {
  return { receiptId, txHash, signer }
}
