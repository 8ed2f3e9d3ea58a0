import { bytesToHex, hexToBytes } from '../../protocol/hex.ts'
import { storageReadRaw, storageRemoveRaw, storageWriteRaw } from '../host.ts'
import { balanceKey } from './keys.ts'

// What accounts have paid for storage. Record: total (16 bytes, big endian) ‖ used (8 bytes).

/** An account's share of the registry's storage (NEP-145). */
export type Balance = {
  /** Yocto that the account has in the registry. */
  total: bigint
  /** Bytes that the account pays for, its registration among them. */
  used: bigint
}

/** Yocto a byte of storage: 10^19 (nearcore, `storage_amount_per_byte`). */
export const BYTE_COST = 10_000_000_000_000_000_000n

const RECORD_BYTES = 24
const TOTAL_DIGITS = 32
const USED_DIGITS = 16
// What nearcore counts for a record besides its key and value (`num_extra_bytes_record`).
const RECORD_OVERHEAD = 40
const LONGEST_ACCOUNT_ID = 64

/**
 * Bytes that a registration counts for: the balance record of the longest account id.
 *
 * One number for all, since NEP-145 has one smallest deposit, of which nothing may be left available.
 */
export const REGISTRATION_BYTES = BigInt(RECORD_OVERHEAD + 1 + LONGEST_ACCOUNT_ID + RECORD_BYTES)

export const newBalance = (): Balance => ({ total: 0n, used: REGISTRATION_BYTES })

/** Yocto that the account's storage holds; the rest of its total it may take out. */
export const lockedIn = (balance: Balance): bigint => balance.used * BYTE_COST

export function readBalance(account: string): Balance | null {
  const record = storageReadRaw(balanceKey(account))
  if (record === null) return null
  // Hexadecimal digits are read and written in native code, where BigInt would be put together of two halves.
  const digits = bytesToHex(record)
  return {
    total: BigInt(`0x${digits.slice(0, TOTAL_DIGITS)}`),
    used: BigInt(`0x${digits.slice(TOTAL_DIGITS)}`),
  }
}

export function writeBalance(account: string, { total, used }: Balance): void {
  const digits =
    total.toString(16).padStart(TOTAL_DIGITS, '0') + used.toString(16).padStart(USED_DIGITS, '0')
  storageWriteRaw(balanceKey(account), hexToBytes(digits))
}

export function removeBalance(account: string): void {
  storageRemoveRaw(balanceKey(account))
}
