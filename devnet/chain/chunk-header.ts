import { createBorshWriter } from '../primitives/borsh-writer.ts'
import { decodeHash, encodeHash, sha256, u64Bytes, ZERO_HASH } from '../primitives/hash.ts'
import { CHUNK_GAS_LIMIT } from '../runtime/parameters.ts'
import { DYNAMIC_RESHARDING } from './block-hash.ts'
import { rootOfOne } from './merkle.ts'
import type { BlockHeader, ChunkHeader } from './types.ts'

/** What a chunk's hash covers of the block that it is in. */
export type ChunkPlace = { prevHash: string; height: number; protocolVersion: number }

const SHARD_ID = 0

/** Makes a chunk's header. */
export function createChunkHeader(
  fields: Omit<ChunkHeader, 'hash'>,
  place: ChunkPlace,
): ChunkHeader {
  return { ...fields, hash: chunkHash(fields, place) }
}

/**
 * Gives the hash over a chunk's inner header and the root of its encoded parts. Source: nearcore
 * `ShardChunkHeaderV3::compute_hash`. Devnet encodes no chunks: that root and the length of the parts are zero.
 */
function chunkHash(fields: Omit<ChunkHeader, 'hash'>, place: ChunkPlace): string {
  return encodeHash(sha256(sha256(chunkInner(fields, place)), decodeHash(ZERO_HASH)))
}

/** Borsh of the inner header. Source: nearcore `ShardChunkHeaderInnerV4` and, from protocol version 85 on, `V5`. */
function chunkInner(
  fields: Omit<ChunkHeader, 'hash'>,
  { prevHash, height, protocolVersion }: ChunkPlace,
): Uint8Array {
  const isV5 = protocolVersion >= DYNAMIC_RESHARDING
  const writer = createBorshWriter()
    .u8(isV5 ? 4 : 3)
    .fixed(decodeHash(prevHash))
    .fixed(decodeHash(fields.prevStateRoot))
    .fixed(decodeHash(fields.outcomeRoot))
    .fixed(decodeHash(ZERO_HASH))
    .u64(0)
    .u64(height)
    .u64(SHARD_ID)
    .u64(fields.gasUsed)
    .u64(CHUNK_GAS_LIMIT)
    .u128(fields.balanceBurnt)
    .fixed(decodeHash(fields.receiptsRoot))
    .fixed(decodeHash(fields.txRoot))
    // Validator proposals.
    .u32(0)
    // Congestion, version 1: gas of delayed and of buffered receipts, their bytes, the shard that may still send.
    .u8(0)
    .u128(0n)
    .u128(0n)
    .u64(0)
    .u16(0)
    // Bandwidth requests, version 1: none.
    .u8(0)
    .u32(0)
  // A proposal to split the shard.
  if (isV5) writer.u8(0)
  return writer.finish()
}

/** Gives the roots that a block's header has over its only chunk. Source: nearcore `Chunks` (`core/primitives/src/block.rs`). */
export function rootsOverChunk(
  chunk: ChunkHeader,
  height: number,
): Pick<
  BlockHeader,
  'prevStateRoot' | 'outcomeRoot' | 'chunkHeadersRoot' | 'chunkTxRoot' | 'chunkReceiptsRoot'
> {
  const root = (hash: string): string => encodeHash(rootOfOne(decodeHash(hash)))
  return {
    prevStateRoot: root(chunk.prevStateRoot),
    outcomeRoot: root(chunk.outcomeRoot),
    chunkHeadersRoot: encodeHash(sha256(decodeHash(chunk.hash), u64Bytes(height))),
    chunkTxRoot: root(chunk.txRoot),
    chunkReceiptsRoot: root(chunk.receiptsRoot),
  }
}
