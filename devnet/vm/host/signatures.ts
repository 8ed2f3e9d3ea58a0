import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto'
import { ed25519 } from '@noble/curves/ed25519.js'
import { secp256k1 } from '@noble/curves/secp256k1.js'
import { notSupported } from '../errors.ts'
import { readBigEndian, readLittleEndian } from './numbers.ts'

/** DER of SubjectPublicKeyInfo before the 32 bytes of an Ed25519 key (RFC 8410). */
const ED25519_SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')
/** DER of SubjectPublicKeyInfo before the 1,952 bytes of an ML-DSA-65 key (RFC 9881). */
const ML_DSA_65_SPKI_PREFIX = Buffer.from('308207b2300b0609608648016503040312038207a100', 'hex')
/** Order of secp256k1 (SEC 2, 2.4.1). */
const SECP256K1_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n

/**
 * Verifies an Ed25519 signature as RFC 8032 without the cofactor, which is what nearcore's ed25519-dalek does. Lengths must have been checked: 64 and 32
 * bytes.
 */
export function verifyEd25519(
  signature: Uint8Array,
  message: Uint8Array,
  publicKey: Uint8Array,
): boolean {
  return (
    isAcceptedByNode(signature, message, publicKey) ||
    verifySmallOrder(signature, message, publicKey)
  )
}

function isAcceptedByNode(
  signature: Uint8Array,
  message: Uint8Array,
  publicKey: Uint8Array,
): boolean {
  try {
    const der = Buffer.concat([ED25519_SPKI_PREFIX, publicKey])
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
    return verify(null, message, key, signature)
  } catch {
    return false
  }
}

/** Verifies with keys of small order, all of whose signatures Node's OpenSSL refuses and ed25519-dalek does not. */
function verifySmallOrder(
  signature: Uint8Array,
  message: Uint8Array,
  publicKey: Uint8Array,
): boolean {
  const { Point } = ed25519
  const key = decodeEd25519(publicKey)
  if (key === undefined || !key.isSmallOrder()) return false
  const r = signature.subarray(0, 32)
  const s = readLittleEndian(signature.subarray(32))
  if (s >= Point.Fn.ORDER) return false
  const hash = createHash('sha512').update(r).update(publicKey).update(message).digest()
  const challenge = Point.Fn.create(readLittleEndian(hash))
  const expected = Point.BASE.multiplyUnsafe(s).subtract(key.multiplyUnsafe(challenge))
  return Buffer.from(expected.toBytes()).equals(r)
}

/** Decodes a key; one that is not encoded canonically is a key too. */
function decodeEd25519(publicKey: Uint8Array) {
  try {
    return ed25519.Point.fromBytes(publicKey, true)
  } catch {
    return undefined
  }
}

/** Verifies an ML-DSA-65 signature (FIPS 204) with an empty context. Lengths must have been checked: 3,309 and 1,952 bytes. */
export function verifyMlDsa65(
  signature: Uint8Array,
  message: Uint8Array,
  publicKey: Uint8Array,
): boolean {
  return verify(null, message, mlDsa65Key(publicKey), signature)
}

function mlDsa65Key(publicKey: Uint8Array): KeyObject {
  const der = Buffer.concat([ML_DSA_65_SPKI_PREFIX, publicKey])
  try {
    return createPublicKey({ key: der, format: 'der', type: 'spki' })
  } catch {
    // Any bytes of this length are a key, so the reason is not the contract's.
    throw notSupported('ml_dsa_verify on a Node.js whose OpenSSL is older than 3.5')
  }
}

/**
 * Recovers the 64 bytes of the secp256k1 key that signed `hash`; undefined if there is none. `rejectsHighS` refuses the larger of the two possible s, as
 * the malleability flag of nearcore's `ecrecover` does.
 */
export function recoverSecp256k1(
  signature: Uint8Array,
  recoveryId: number,
  hash: Uint8Array,
  rejectsHighS: boolean,
): Uint8Array | undefined {
  const r = readBigEndian(signature.subarray(0, 32))
  const s = readBigEndian(signature.subarray(32))
  const bound = rejectsHighS ? SECP256K1_ORDER / 2n + 1n : SECP256K1_ORDER
  if (r >= SECP256K1_ORDER || s >= bound) return undefined
  try {
    const parsed = secp256k1.Signature.fromBytes(signature, 'compact').addRecoveryBit(recoveryId)
    return parsed.recoverPublicKey(hash).toBytes(false).slice(1)
  } catch {
    return undefined
  }
}
