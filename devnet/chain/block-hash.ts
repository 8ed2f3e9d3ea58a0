import { createBorshWriter } from '../primitives/borsh-writer.ts'
import { decodeHash, encodeHash, sha256 } from '../primitives/hash.ts'
import type { BlockHeader } from './types.ts'

export type HashedFields = Omit<BlockHeader, 'hash' | 'signature'>

/**
 * Gives a block's hash by the light-client specification: sha256(sha256(sha256(inner lite) ‖ sha256(inner rest)) ‖ previous
 * hash). The inner rest is opaque to light clients; devnet's has the fields that devnet has.
 */
export function blockHash(header: HashedFields): string {
  const inner = sha256(sha256(innerLite(header)), sha256(innerRest(header)))
  return encodeHash(sha256(inner, decodeHash(header.prevHash)))
}

/** Borsh of what light clients check. Source: nearcore `BlockHeaderInnerLite`. */
export function innerLite(header: HashedFields): Uint8Array {
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

export function innerRest(header: HashedFields): Uint8Array {
  return createBorshWriter()
    .fixed(decodeHash(header.chunkHeadersRoot))
    .fixed(decodeHash(header.chunkTxRoot))
    .fixed(decodeHash(header.chunkReceiptsRoot))
    .fixed(decodeHash(header.randomValue))
    .u128(header.gasPrice)
    .u128(header.totalSupply)
    .u64(header.ordinal)
    .fixed(decodeHash(header.lastFinalHash))
    .finish()
}
