import { base58 } from '@scure/base'
import { DevnetError, notSupported } from '../errors.ts'
import type { BorshReader } from './borsh-reader.ts'
import { malformed } from './borsh-reader.ts'
import { decodeBase58 } from './hash.ts'

export type KeyType = 'ed25519' | 'secp256k1'

/** A public key. `text` is how RPC writes it, and the same for the same key. */
export type PublicKey = { type: KeyType; data: Uint8Array; text: string }

/** Borsh tag and key length of each curve. Source: nearcore `core/crypto/src/signature.rs`. */
const KEY_LENGTH: Record<KeyType, number> = { ed25519: 32, secp256k1: 64 }
const TAGS: readonly KeyType[] = ['ed25519', 'secp256k1']
const ML_DSA_65_TAG = 2

export function createPublicKey(type: KeyType, data: Uint8Array): PublicKey {
  return { type, data, text: `${type}:${base58.encode(data)}` }
}

/** What system receipts carry instead of a signer's key. Source: nearcore `PublicKey::empty`. */
export const EMPTY_PUBLIC_KEY = createPublicKey('ed25519', new Uint8Array(32))

export function readKeyType(reader: BorshReader): KeyType {
  const tag = reader.u8()
  const type = TAGS[tag]
  if (type) return type
  if (tag === ML_DSA_65_TAG) throw notSupported('ML-DSA-65 keys')
  throw malformed(`${tag} is no key type`)
}

export function readPublicKey(reader: BorshReader): PublicKey {
  const type = readKeyType(reader)
  return createPublicKey(type, reader.fixed(KEY_LENGTH[type]))
}

/** Gives a key, or a signature, in its borsh form: one byte for the curve, then the bytes. */
export function publicKeyBytes(key: Pick<PublicKey, 'type' | 'data'>): Uint8Array {
  return Uint8Array.of(TAGS.indexOf(key.type), ...key.data)
}

/** Reads `ed25519:<base58>`; without a prefix the curve is ed25519, as in nearcore. */
export function parsePublicKey(text: string): PublicKey {
  const colon = text.indexOf(':')
  const [prefix, rest] =
    colon < 0 ? ['ed25519', text] : [text.slice(0, colon), text.slice(colon + 1)]
  const type = TAGS.find((known) => known === prefix.toLowerCase())
  const data = decodeBase58(rest)
  if (!type || data?.length !== KEY_LENGTH[type]) {
    throw new DevnetError('MALFORMED_TEXT', `"${text}" is not a public key.`, {
      what: 'public key',
      value: text,
    })
  }
  return createPublicKey(type, data)
}
