import { KeyPair, type KeyPairString } from 'near-api-js'
import { ChainError } from './errors.ts'

/** A pair of keys as NEAR writes them: `ed25519:` and base58. */
export type Keys = { publicKey: string; secretKey: string }

/** Makes a new ed25519 key pair. */
export function createKeys(): Keys {
  const pair = KeyPair.fromRandom('ed25519')
  return { publicKey: pair.getPublicKey().toString(), secretKey: pair.toString() }
}

/** Reads a secret key; throws a ChainError that does not show it if it is none. */
export function readSecretKey(secretKey: string): KeyPair {
  try {
    return KeyPair.fromString(secretKey as KeyPairString)
  } catch {
    // The cause is left out: it may hold the key.
    throw new ChainError(
      'INVALID_KEY',
      'The secret key is not one that NEAR has: `ed25519:` or `secp256k1:` and base58.',
    )
  }
}
