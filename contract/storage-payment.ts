import { attachedDeposit, predecessorAccountId, storageUsage, transfer } from './host.ts'

/** Yocto a byte of storage: 10^19 (nearcore, `storage_amount_per_byte`). */
const BYTE_COST = 10_000_000_000_000_000_000n

/**
 * Runs a change of state and settles what it costs: the caller's deposit pays for bytes that were added; what is left of it, and the
 * price of bytes that were given back, goes to the caller.
 *
 * @throws Error naming both amounts in yocto if the deposit does not cover the bytes; the call then changes nothing.
 */
export function payForStorage<T>(change: () => T): T {
  const before = storageUsage()
  const result = change()
  const cost = (storageUsage() - before) * BYTE_COST
  const deposit = attachedDeposit()
  if (deposit < cost) {
    throw new Error(
      `The attached deposit of ${deposit} yocto does not cover ${cost} yocto of storage; attach at least that much, what is left over is returned.`,
    )
  }
  if (deposit > cost) transfer(predecessorAccountId(), deposit - cost)
  return result
}
