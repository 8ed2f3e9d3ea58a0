import { p256 } from '@noble/curves/nist.js'
import { bigEndian, bytesFrom } from './chance.ts'
import { type Check, changed, concat, message } from './check.ts'

/** P-256 signatures that hold and that do not, hashes of all lengths, keys of all forms. */
export function p256Checks(): Record<string, Check> {
  const secret = bytesFrom('p256', 32)
  const key = p256.getPublicKey(secret)
  const signed = (hash: Uint8Array) => p256.sign(hash, secret, { prehash: false, lowS: false })
  const signature = signed(message)
  const order = p256.Point.Fn.ORDER
  const numbers = (r: bigint, s: bigint) => concat(bigEndian(r, 32), bigEndian(s, 32))
  const { r, s } = p256.Signature.fromBytes(signature, 'compact')
  const padded = (hash: Uint8Array) => concat(Buffer.alloc(32 - hash.length), hash)
  const short = bytesFrom('short', 20)
  const shortest = bytesFrom('shortest', 16)
  const tooShort = bytesFrom('too short', 15)
  const retagged = (tag: number) => concat(Buffer.of(tag), key.subarray(1))
  return {
    'a signature': [signature, message, key],
    'the other s': [numbers(r, order - s), message, key],
    'another message': [signature, changed(message, 0), key],
    'a changed r': [changed(signature, 0), message, key],
    'a changed s': [changed(signature, 63), message, key],
    'a longer hash': [signature, concat(message, Buffer.of(1, 2, 3)), key],
    'a very long hash': [signature, concat(message, bytesFrom('rest', 9_000)), key],
    'a short hash': [signed(padded(short)), short, key],
    'the shortest hash': [signed(padded(shortest)), shortest, key],
    'a hash that is too short': [signed(padded(tooShort)), tooShort, key],
    'no hash': [signature, Buffer.alloc(0), key],
    'a hash of zeros': [signed(Buffer.alloc(32)), Buffer.alloc(32), key],
    'a hash of ones': [signed(Buffer.alloc(32, 255)), Buffer.alloc(32, 255), key],
    'r is zero': [numbers(0n, s), message, key],
    's is zero': [numbers(r, 0n), message, key],
    'r is the order': [numbers(order, s), message, key],
    's is the order': [numbers(r, order), message, key],
    'r and s are one': [numbers(1n, 1n), message, key],
    'the order added to r': [numbers((r + order) % 2n ** 256n, s), message, key],
    'a short signature': [signature.subarray(1), message, key],
    'a short key': [signature, message, key.subarray(1)],
    'a key that is not compressed': [signature, message, p256.getPublicKey(secret, false)],
    'the other parity': [signature, message, retagged(key[0] === 2 ? 3 : 2)],
    ...Object.fromEntries(
      [0, 1, 2, 3, 4, 5, 6, 7, 255].map((tag): [string, Check] => [
        `a key that begins with ${tag}`,
        [signature, message, retagged(tag)],
      ]),
    ),
    ...Object.fromEntries(
      [1, 2, 3, 4].map((i): [string, Check] => {
        const other = bytesFrom(`compact ${i}`, 32)
        const made = p256.sign(message, other, { prehash: false })
        return [
          `compact key ${i}`,
          [made, message, concat(Buffer.of(5), p256.getPublicKey(other).subarray(1))],
        ]
      }),
    ),
    'a key with x too large': [signature, message, concat(Buffer.of(2), Buffer.alloc(32, 255))],
    'a key of zeros': [signature, message, Buffer.alloc(33)],
    'a key that is no point': [signature, message, concat(Buffer.of(2), bigEndian(1n, 32))],
  }
}
