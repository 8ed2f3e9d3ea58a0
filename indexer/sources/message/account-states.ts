import type { z } from 'zod'
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

/** Reads the accounts that some receipts of a block wrote out of `state_changes`. */
export function accountStates(
  stateChanges: readonly unknown[],
  receiptIds: ReadonlySet<string>,
  height: number,
): AccountStates {
  const written = writtenBy(stateChanges, receiptIds)
  return (receiptId, accountId) => {
    // A receipt can write an account several times, as when its gas is paid out; the last says how it was left.
    const last = written.get(receiptId)?.findLast(({ change }) => change?.account_id === accountId)
    if (last === undefined) return undefined
    return last.type === 'account_deletion' ? { kind: 'deleted' } : readCode(last.change, height)
  }
}

function writtenBy(
  stateChanges: readonly unknown[],
  receiptIds: ReadonlySet<string>,
): ReadonlyMap<string, Change[]> {
  const written = new Map<string, Change[]>()
  for (const value of stateChanges) {
    const change = (value ?? {}) as Change
    if (change.type !== 'account_update' && change.type !== 'account_deletion') continue
    const receiptId = change.cause?.receipt_hash
    if (typeof receiptId !== 'string' || !receiptIds.has(receiptId)) continue
    const changes = written.get(receiptId)
    if (changes === undefined) written.set(receiptId, [change])
    else changes.push(change)
  }
  return written
}

function readCode(account: unknown, height: number): RunningCode {
  if (isPlain(account)) return { kind: 'none' }
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

/** Tells at a glance that an account has no code, as most of those that are looked at have none. */
function isPlain(account: unknown): boolean {
  const update = account as Partial<Record<keyof z.infer<typeof accountUpdateShape>, unknown>>
  return (
    update.code_hash === NO_CODE_HASH &&
    update.global_contract_hash == null &&
    update.global_contract_account_id == null
  )
}
