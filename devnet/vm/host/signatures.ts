import { createPublicKey, verify } from 'node:crypto'
import { secp256k1 } from '@noble/curves/secp256k1.js'

/** DER of SubjectPublicKeyInfo before the 32 bytes of an Ed25519 key (RFC 8410). */
const ED25519_SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')
/** Order of secp256k1 (SEC 2, 2.4.1). */
const SECP256K1_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n

/**
 * Verifies an Ed25519 signature as RFC 8032 without the cofactor, which is what nearcore's ed25519-dalek does and Node's OpenSSL too. Lengths must have been
 * checked: 64 and 32 bytes.
 */
export function verifyEd25519(
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
  const r = BigInt(`0x${Buffer.from(signature.subarray(0, 32)).toString('hex')}`)
  const s = BigInt(`0x${Buffer.from(signature.subarray(32)).toString('hex')}`)
  const bound = rejectsHighS ? SECP256K1_ORDER / 2n + 1n : SECP256K1_ORDER
  if (r >= SECP256K1_ORDER || s >= bound) return undefined
  try {
    const parsed = secp256k1.Signature.fromBytes(signature, 'compact').addRecoveryBit(recoveryId)
    return parsed.recoverPublicKey(hash).toBytes(false).slice(1)
  } catch {
    return undefined
  }
}
