import { createBorshWriter } from '../primitives/borsh-writer.ts'
import { decodeHash, encodeHash, sha256, ZERO_HASH } from '../primitives/hash.ts'
import type { BlockHeader } from './types.ts'

export type HashedFields = Omit<BlockHeader, 'hash' | 'signature'>

/** From this version on headers carry a shard split and no challenges. Source: nearcore `ProtocolFeature::DynamicResharding`. */
export const DYNAMIC_RESHARDING = 85

const ED25519_TAG = 0

/**
 * Gives a block's hash: sha256 over the inner hash and the previous block's. Source: nearcore `BlockHeader::compute_hash`, and
 * the light-client specification.
 */
export function blockHash(header: HashedFields): string {
  return encodeHash(sha256(innerHash(header), decodeHash(header.prevHash)))
}

/** sha256 over the hashes of the header's two parts. */
export function innerHash(header: HashedFields): Uint8Array {
  return sha256(sha256(innerLite(header)), innerRestHash(header))
}

/** The hash of what light clients do not read. */
export function innerRestHash(header: HashedFields): Uint8Array {
  return sha256(innerRest(header))
}

/** Borsh of what light clients read. Source: nearcore `BlockHeaderInnerLite`. */
function innerLite(header: HashedFields): Uint8Array {
  return createBorshWriter()
    .u64(header.height)
    .fixed(decodeHash(header.epochId))
    .fixed(decodeHash(header.nextEpochId))
    .fixed(decodeHash(header.prevStateRoot))
    .fixed(decodeHash(header.outcomeRoot))
    .u64(header.timestamp)
    .fixed(decodeHash(header.nextBpHash))
    .fixed(decodeHash(header.blockMerkleRoot))
    .finish()
}

/** Borsh of the rest. Source: nearcore `BlockHeaderInnerRestV5` and, from protocol version 85 on, `BlockHeaderInnerRestV6`. */
function innerRest(header: HashedFields): Uint8Array {
  const isV6 = header.protocolVersion >= DYNAMIC_RESHARDING
  const writer = createBorshWriter()
    // Hash of the block's body, of which light clients and RPC see nothing: devnet has no such body.
    .fixed(decodeHash(ZERO_HASH))
    .fixed(decodeHash(header.chunkReceiptsRoot))
    .fixed(decodeHash(header.chunkHeadersRoot))
    .fixed(decodeHash(header.chunkTxRoot))
  // The root of challenges.
  if (!isV6) writer.fixed(decodeHash(ZERO_HASH))
  writer
    .fixed(decodeHash(header.randomValue))
    // Validator proposals.
    .u32(0)
    // The chunk mask: the one chunk is there.
    .u32(1)
    .u8(1)
    .u128(header.gasPrice)
    .u128(header.totalSupply)
  // Results of challenges.
  if (!isV6) writer.u32(0)
  writer
    .fixed(decodeHash(header.lastFinalHash))
    .fixed(decodeHash(header.lastDsFinalHash))
    .u64(header.ordinal)
    .u64(header.prevHeight ?? 0)
    // Hash of the data for epoch sync.
    .u8(0)
    .list(header.approvals, (signature) => writer.u8(1).u8(ED25519_TAG).fixed(signature))
    .u32(header.protocolVersion)
    .list(chunkEndorsements(header), (bytes) => writer.bytes(bytes))
  // The shard split.
  if (isV6) writer.u8(0)
  return writer.finish()
}

/** For each chunk one bit a validator that endorses it; genesis has none. Source: nearcore `ChunkEndorsementsBitmap`. */
export function chunkEndorsements({ prevHeight }: Pick<BlockHeader, 'prevHeight'>): Uint8Array[] {
  return prevHeight === null ? [] : [Uint8Array.of(1)]
}
