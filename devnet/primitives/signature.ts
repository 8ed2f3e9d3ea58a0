import { createPublicKey as createKeyObject, verify } from 'node:crypto'
import { secp256k1 } from '@noble/curves/secp256k1.js'
import { base58 } from '@scure/base'
import type { BorshReader } from './borsh-reader.ts'
import type { KeyType, PublicKey } from './public-key.ts'
import { readKeyType } from './public-key.ts'

export type Signature = { type: KeyType; data: Uint8Array; text: string }

/** secp256k1 signatures carry the recovery byte at their end. Source: nearcore `core/crypto/src/signature.rs`. */
const SIGNATURE_LENGTH: Record<KeyType, number> = { ed25519: 64, secp256k1: 65 }

/** What precedes a raw ed25519 key in its DER form. Source: RFC 8410, section 4. */
const ED25519_DER_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')

export function readSignature(reader: BorshReader): Signature {
  const type = readKeyType(reader)
  const data = reader.fixed(SIGNATURE_LENGTH[type])
  return { type, data, text: `${type}:${base58.encode(data)}` }
}

/** Tells whether the key's owner signed the hash. */
export function verifySignature(signature: Signature, hash: Uint8Array, key: PublicKey): boolean {
  if (signature.type !== key.type) return false
  try {
    return key.type === 'ed25519'
      ? verifyEd25519(signature.data, hash, key.data)
      : verifySecp256k1(signature.data, hash, key.data)
  } catch {
    return false
  }
}

function verifyEd25519(signature: Uint8Array, hash: Uint8Array, key: Uint8Array): boolean {
  const spki = Buffer.concat([ED25519_DER_PREFIX, key])
  return verify(null, hash, createKeyObject({ key: spki, format: 'der', type: 'spki' }), signature)
}

function verifySecp256k1(signature: Uint8Array, hash: Uint8Array, key: Uint8Array): boolean {
  const uncompressed = Uint8Array.of(4, ...key)
  return secp256k1.verify(signature.subarray(0, 64), hash, uncompressed, { prehash: false })
}
