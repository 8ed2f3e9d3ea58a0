import { sign } from 'node:crypto'
import { base58 } from '@scure/base'
import { createBorshWriter } from '../primitives/borsh-writer.ts'
import { decodeHash, encodeHash, sha256 } from '../primitives/hash.ts'
import { publicKeyBytes } from '../primitives/public-key.ts'
import type { KnownKey } from './known-key.ts'
import type { BlockHeader } from './types.ts'

/** The one who makes and signs every block. */
export type Validator = {
  accountId: string
  publicKey: string
  /** Yocto. */
  stake: bigint
  signBlock: (hash: string) => string
  /** Signs that a block at `height` may follow the block before, as that next block carries it. */
  approve: (previous: Pick<BlockHeader, 'hash' | 'height'>, height: number) => Uint8Array
  /** Hash of the block producers of an epoch. Source: NEAR's light-client specification, `next_bps`. */
  producersHash: string
}

export function createValidator(
  { accountId, publicKey, privateKey }: KnownKey,
  stake: bigint,
): Validator {
  const producers = createBorshWriter()
    .u32(1)
    // Version of the validator-stake structure: V1.
    .u8(0)
    .string(accountId)
    .fixed(publicKeyBytes(publicKey))
    .u128(stake)
    .finish()

  return {
    accountId,
    publicKey: publicKey.text,
    stake,
    signBlock: (hash) => `ed25519:${base58.encode(sign(null, decodeHash(hash), privateKey))}`,
    approve: (previous, height) => sign(null, approvalMessage(previous, height), privateKey),
    producersHash: encodeHash(sha256(producers)),
  }
}

/**
 * What is signed to approve a block: an endorsement (tag 0) of the block right before it, or, where heights were skipped, a skip
 * (tag 1) from that block's height; then the height. Source: nearcore `ApprovalInner`, `Approval::get_data_for_sig`.
 */
export function approvalMessage(
  previous: Pick<BlockHeader, 'hash' | 'height'>,
  height: number,
): Uint8Array {
  const writer = createBorshWriter()
  if (height === previous.height + 1) writer.u8(0).fixed(decodeHash(previous.hash))
  else writer.u8(1).u64(previous.height)
  return writer.u64(height).finish()
}
