import type { AccountState } from './account.ts'

// nearcore, `max_transaction_size`: 1.5 MiB, and what is around the code in a transaction takes below 1 KiB of it.
const MAX_CODE_BYTES = 1_572_864 - 1_024
// nearcore, `storage_amount_per_byte`, in yocto.
const YOCTO_PER_BYTE = 10n ** 19n
// Deploying burns 0.37 Tgas and 71.4 Mgas a byte (nearcore, `action_deploy_contract`, sending and executing).
const BASE_GAS = 1_000_000_000_000n
const GAS_PER_BYTE = 71_400_000n
// 10^8 yocto is the lowest price, and gas is bought at up to ten times what is burnt (NEP-642); the rest comes back.
const YOCTO_PER_GAS = 10n ** 9n
// The registry pays for the one record of its hash chain's head: 40 + 1 + 40 bytes.
const HEAD_BYTES = 81n

/** Throws if code is too large for one transaction. */
export function requireSendable(code: Uint8Array): void {
  if (code.length <= MAX_CODE_BYTES) return
  throw new Error(
    `The registry has ${code.length} bytes, and a transaction takes code of at most ${MAX_CODE_BYTES}.`,
  )
}

/** Throws if the account cannot pay for storing code in place of `replacedBytes` of it, and for the gas. */
export function requireAffordable(
  { accountId, balance, storageBytes }: AccountState,
  code: Uint8Array,
  replacedBytes: number,
): void {
  const bytes = storageBytes - BigInt(replacedBytes) + BigInt(code.length) + HEAD_BYTES
  const gas = BASE_GAS + GAS_PER_BYTE * BigInt(code.length)
  const needed = bytes * YOCTO_PER_BYTE + gas * YOCTO_PER_GAS
  if (balance >= needed) return
  throw new Error(
    `${accountId} has ${inNear(balance)} NEAR, but ${bytes} bytes of storage and the gas to deploy need up to ${inNear(needed)}. Send it ${inNear(needed - balance)} NEAR more.`,
  )
}

/** Writes yocto in NEAR, rounded up to four digits behind the point. */
function inNear(yocto: bigint): string {
  const unit = 10n ** 20n
  const digits = String((yocto + unit - 1n) / unit).padStart(5, '0')
  return `${digits.slice(0, -4)}.${digits.slice(-4)}`
}
