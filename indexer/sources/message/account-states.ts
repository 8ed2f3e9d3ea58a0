import type { AccountId } from '../../../protocol/account-id.ts'
import { NO_CODE_HASH } from '../../../protocol/code-hash.ts'
import type { RunningCode } from '../../block.ts'
import { accountUpdateShape, checked } from './shape.ts'

/** Returns what an account runs after a receipt, as the state says; undefined if that receipt did not write the account. */
export type AccountStates = (receiptId: string, accountId: AccountId) => RunningCode | undefined

type Change = {
  type?: unknown
  cause?: { receipt_hash?: unknown } | null
  change?: { account_id?: unknown } | null
}

/** Reads the accounts that a block's receipts wrote out of `state_changes`, on the first question. */
export function accountStates(stateChanges: readonly unknown[], height: number): AccountStates {
  let written: Map<string, Change> | undefined
  return (receiptId, accountId) => {
    written ??= lastWritten(stateChanges)
    const last = written.get(keyOf(receiptId, accountId))
    if (last === undefined) return undefined
    return last.type === 'account_deletion' ? { kind: 'deleted' } : readCode(last.change, height)
  }
}

/** A receipt can write an account several times, as when its gas is paid out; the last says how it was left. */
function lastWritten(stateChanges: readonly unknown[]): Map<string, Change> {
  const last = new Map<string, Change>()
  for (const value of stateChanges) {
    const change = (value ?? {}) as Change
    if (change.type !== 'account_update' && change.type !== 'account_deletion') continue
    const [receiptId, accountId] = [change.cause?.receipt_hash, change.change?.account_id]
    if (typeof receiptId !== 'string' || typeof accountId !== 'string') continue
    last.set(keyOf(receiptId, accountId), change)
  }
  return last
}

const keyOf = (receiptId: string, accountId: string): string => `${receiptId} ${accountId}`

function readCode(account: unknown, height: number): RunningCode {
  const update = checked(accountUpdateShape, account, height)
  if (update.global_contract_hash != null) {
    return { kind: 'global_hash', hash: update.global_contract_hash }
  }
  if (update.global_contract_account_id != null) {
    return { kind: 'global_account', owner: update.global_contract_account_id }
  }
  // Users of global contracts have 32 ones here too, so this comes last.
  if (update.code_hash === NO_CODE_HASH) return { kind: 'none' }
  return { kind: 'local', hash: update.code_hash }
}
