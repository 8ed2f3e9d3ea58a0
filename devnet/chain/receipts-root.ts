import { createBorshWriter } from '../primitives/borsh-writer.ts'
import { sha256 } from '../primitives/hash.ts'
import { writeReceipt } from '../runtime/encode-receipt.ts'
import type { Receipt } from '../runtime/types.ts'
import { rootOfOne } from './merkle.ts'

const SHARD_ID = 0

/**
 * Gives the root over what a chunk sends, by receiving shard, of which there is one. Source: nearcore
 * `Chain::build_receipts_hashes`, `ReceiptList`.
 */
export function receiptsRoot(outgoing: readonly Receipt[]): Uint8Array {
  const writer = createBorshWriter().u64(SHARD_ID)
  writer.list(outgoing, (receipt) => writeReceipt(writer, receipt))
  return rootOfOne(sha256(writer.finish()))
}
