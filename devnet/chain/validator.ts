import { createPrivateKey, sign } from 'node:crypto'
import { base58 } from '@scure/base'
import { createBorshWriter } from '../primitives/borsh-writer.ts'
import { decodeHash, encodeHash, sha256 } from '../primitives/hash.ts'
import { publicKeyBytes } from '../primitives/public-key.ts'
import type { KnownKey } from './genesis.ts'

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

/** What precedes a raw ed25519 seed in its DER form. Source: RFC 8410, section 7. */
const ED25519_PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')

export function createValidator(
  { accountId, secretKey, publicKey }: KnownKey,
  stake: bigint,
): Validator {
  const seed = base58.decode(secretKey.replace('ed25519:', '')).subarray(0, 32)
  const der = Buffer.concat([ED25519_PKCS8_PREFIX, seed])
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const signText = (message: Uint8Array): string =>
    `ed25519:${base58.encode(sign(null, message, key))}`

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
