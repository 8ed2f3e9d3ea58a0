import type { KeyObject } from 'node:crypto'
import { createPrivateKey, createPublicKey as publicOf } from 'node:crypto'
import { base58 } from '@scure/base'
import { DevnetError } from '../errors.ts'
import { decodeBase58 } from '../primitives/hash.ts'
import type { PublicKey } from '../primitives/public-key.ts'
import { createPublicKey } from '../primitives/public-key.ts'

/** An account's key whose secret is no secret. */
export type KnownKey = {
  accountId: string
  /** `ed25519:` and base58 of the seed and the public key. */
  secretKey: string
  publicKey: PublicKey
  privateKey: KeyObject
}

const SEED_BYTES = 32
/** What precedes a raw ed25519 seed in its DER form. Source: RFC 8410, section 7. */
const ED25519_PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')

/** Derives a key from a name: its bytes, filled up with spaces, are the seed. Source: nearcore's `SecretKey::from_seed`. */
export function keyFromName(name: string): KnownKey {
  const seed = Buffer.alloc(SEED_BYTES, ' ')
  seed.write(name)
  return keyFromSeed(name, seed)
}

/** Reads an ed25519 secret key as NEAR's tools write it. */
export function keyFromSecret(accountId: string, secretKey: string): KnownKey {
  const [, encoded] = /^ed25519:(.+)$/.exec(secretKey) ?? []
  const bytes = encoded === undefined ? undefined : decodeBase58(encoded)
  // The public half may be left out; it follows from the seed.
  if (bytes?.length !== SEED_BYTES && bytes?.length !== 2 * SEED_BYTES) {
    throw new DevnetError('MALFORMED_TEXT', 'The secret key is not an ed25519 key in base58.', {
      what: 'secret key',
      value: '(not shown)',
    })
  }
  return keyFromSeed(accountId, bytes.subarray(0, SEED_BYTES))
}

function keyFromSeed(accountId: string, seed: Uint8Array): KnownKey {
  const der = Buffer.concat([ED25519_PKCS8_PREFIX, seed])
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const spki = publicOf(privateKey).export({ format: 'der', type: 'spki' })
  const publicKey = createPublicKey('ed25519', new Uint8Array(spki.subarray(-SEED_BYTES)))
  const secretKey = `ed25519:${base58.encode(Buffer.concat([seed, publicKey.data]))}`
  return { accountId, secretKey, publicKey, privateKey }
}
