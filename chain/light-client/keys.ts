import { createPublicKey, verify } from 'node:crypto'
import { decodeBase58 } from '../../protocol/base58.ts'
import { invalidBlock } from './errors.ts'

const KEY_BYTES = 32
const SIGNATURE_BYTES = 64
const PREFIX = 'ed25519:'
/** What precedes a raw ed25519 key in its DER form. Source: RFC 8410, section 4. */
const DER_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')

/**
 * Reads a validator's public key. Validators have ed25519 keys alone (nearcore, `UnsuitableStakingKey`).
 *
 * @throws ChainError `LIGHT_CLIENT_BLOCK_INVALID` for any other.
 */
export function readKey(key: string, accountId: string): Uint8Array {
  const bytes = read(key, KEY_BYTES)
  if (bytes) return bytes
  throw invalidBlock(
    'producers',
    `The validator ${accountId} has the key ${key}; only ed25519 keys of ${KEY_BYTES} bytes are supported.`,
    { accountId, key },
  )
}

/** Tells whether a text is the ed25519 signature on a message of the owner of a key that `readKey` accepts. */
export function isSignedBy(
  key: string,
  accountId: string,
  signature: string,
  message: Uint8Array,
): boolean {
  const bytes = read(signature, SIGNATURE_BYTES)
  if (!bytes) return false
  const spki = Buffer.concat([DER_PREFIX, readKey(key, accountId)])
  return verify(null, message, createPublicKey({ key: spki, format: 'der', type: 'spki' }), bytes)
}

function read(text: string, length: number): Uint8Array | undefined {
  if (!text.startsWith(PREFIX)) return undefined
  try {
    return decodeBase58(text.slice(PREFIX.length), length, 'key')
  } catch {
    return undefined
  }
}
