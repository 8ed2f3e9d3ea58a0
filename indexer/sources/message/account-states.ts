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
  let written: Written | undefined
  return (receiptId, accountId) => {
    written ??= writtenBy(stateChanges)
    const last = lastOf(written, receiptId, accountId)
    if (last === undefined) return undefined
    return last.type === 'account_deletion' ? { kind: 'deleted' } : readCode(last.change, height)
  }
}

/** By receipt the last account that it wrote, and from there back to those before. */
type Written = ReadonlyMap<string, Link>
type Link = { change: Change; before: Link | undefined }

function writtenBy(stateChanges: readonly unknown[]): Written {
  const written = new Map<string, Link>()
  for (const value of stateChanges) {
    const change = (value ?? {}) as Change
    if (change.type !== 'account_update' && change.type !== 'account_deletion') continue
    const receiptId = change.cause?.receipt_hash
    if (typeof receiptId !== 'string') continue
    written.set(receiptId, { change, before: written.get(receiptId) })
  }
  return written
}

/** A receipt can write an account several times, as when its gas is paid out; the last says how it was left. */
function lastOf(written: Written, receiptId: string, accountId: AccountId): Change | undefined {
  let link = written.get(receiptId)
  while (link !== undefined && link.change.change?.account_id !== accountId) link = link.before
  return link?.change
}

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
