import { sign } from 'node:crypto'
import { base58 } from '@scure/base'
import { createBorshWriter } from '../primitives/borsh-writer.ts'
import { decodeHash, encodeHash, sha256 } from '../primitives/hash.ts'
import { publicKeyBytes } from '../primitives/public-key.ts'
import type { KnownKey } from './known-key.ts'

/** The one who makes and signs every block. */
export type Validator = {
  accountId: string
  publicKey: string
  /** Yocto. */
  stake: bigint
  signBlock: (hash: string) => string
  /** Endorses the block before `height`, as the block at `height` carries it. */
  approve: (prevHash: string, height: number) => string
  /** Hash of the block producers of an epoch. Source: NEAR's light-client specification, `next_bps`. */
  producersHash: string
}

export function createValidator(
  { accountId, publicKey, privateKey }: KnownKey,
  stake: bigint,
): Validator {
  const signText = (message: Uint8Array): string =>
    `ed25519:${base58.encode(sign(null, message, privateKey))}`

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
    signBlock: (hash) => signText(decodeHash(hash)),
    // Tag 0: an endorsement of the block before.
    approve: (prevHash, height) =>
      signText(createBorshWriter().u8(0).fixed(decodeHash(prevHash)).u64(height).finish()),
    producersHash: encodeHash(sha256(producers)),
  }
}
