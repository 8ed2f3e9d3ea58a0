import { type Balance, lockedIn, newBalance, readBalance, writeBalance } from './state/balances.ts'

/** Who pays for what a call stores. */
export type Payer = {
  caller: string
  /** Yocto that came with the call; they are added to the caller's balance. */
  deposit: bigint
}

/**
 * Lets the caller's balance carry what a call has stored: bytes that it added lock a part, bytes that it gave back free one.
 *
 * @throws Error naming the amounts in yocto if the balance does not cover the bytes.
 */
export function settleStorage({ caller, deposit }: Payer, bytes: bigint): void {
  if (bytes === 0n && deposit === 0n) return
  const { total, used } = readBalance(caller) ?? newBalance()
  const balance = { total: total + deposit, used: used + bytes }
  requireCovered(caller, balance)
  writeBalance(caller, balance)
}

function requireCovered(caller: string, balance: Balance): void {
  const missing = lockedIn(balance) - balance.total
  if (missing <= 0n) return
  throw new Error(
    `The storage balance of ${caller} is ${balance.total} yocto with what is attached, and ${balance.used} bytes of storage need ${lockedIn(balance)}; attach ${missing} more, or prepay with storage_deposit.`,
  )
}
