import { p256 } from '@noble/curves/nist.js'
import { readBigEndian } from './numbers.ts'

const { Fn, Fp } = p256.Point
const NUMBER = 32

/** First byte of a key that is x alone and stands for the smaller y; `sec1`, the crate of nearcore's, takes it besides 2 and 3. */
const COMPACT = 5
const EVEN = 2
const ODD = 3

/** Tells whether both numbers of a signature, r then s, are in their range; the larger s is as good as the smaller. */
export function isPossibleP256(signature: Uint8Array): boolean {
  return Fn.isValidNot0(numberAt(signature, 0)) && Fn.isValidNot0(numberAt(signature, NUMBER))
}

/**
 * Verifies an ECDSA signature of a hash as nearcore's `p256` does: of a longer hash the first 32 bytes count, one below 16 is never signed. The signature must
 * be one that is possible, the key 33 bytes.
 */
export function verifyP256(signature: Uint8Array, hash: Uint8Array, key: Uint8Array): boolean {
  const sec1 = hash.length < NUMBER / 2 ? undefined : withParity(key)
  if (sec1 === undefined) return false
  try {
    const padded = new Uint8Array(NUMBER)
    padded.set(hash.subarray(0, NUMBER), Math.max(0, NUMBER - hash.length))
    return p256.verify(signature, padded, sec1, { prehash: false, lowS: false })
  } catch {
    return false
  }
}

/** Gives a key with the parity of its y, or nothing if it is no point. */
function withParity(key: Uint8Array): Uint8Array | undefined {
  const sec1 = key.slice()
  if (key[0] === COMPACT) sec1[0] = EVEN
  try {
    const { y } = p256.Point.fromBytes(sec1)
    if (key[0] === COMPACT && y > Fp.neg(y)) sec1[0] = ODD
    return sec1
  } catch {
    return undefined
  }
}

function numberAt(bytes: Uint8Array, start: number): bigint {
  return readBigEndian(bytes.subarray(start, start + NUMBER))
}
