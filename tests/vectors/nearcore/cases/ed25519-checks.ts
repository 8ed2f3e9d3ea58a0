import { createHash } from 'node:crypto'
import { ed25519 } from '@noble/curves/ed25519.js'
import { bytesFrom, littleEndian, numberFrom } from './chance.ts'
import { type Check, changed, concat, message } from './check.ts'

/** Encodings of the points of small order on Edwards25519, then those that are not canonical. */
const smallOrder = [
  `01${'00'.repeat(31)}`,
  `ec${'ff'.repeat(30)}7f`,
  '00'.repeat(32),
  `${'00'.repeat(31)}80`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  `01${'00'.repeat(30)}80`,
  `ec${'ff'.repeat(31)}`,
  `ed${'ff'.repeat(30)}7f`,
  `ed${'ff'.repeat(31)}`,
  `ee${'ff'.repeat(30)}7f`,
  `ee${'ff'.repeat(31)}`,
].map((text) => Buffer.from(text, 'hex'))

/** Signs as RFC 8032 does, but with r and the key as they are given. */
function signEd25519(a: bigint, r: bigint, key: Uint8Array, text: Uint8Array): Buffer {
  const { Point } = ed25519
  const head = Point.BASE.multiplyUnsafe(r).toBytes()
  const hash = createHash('sha512').update(head).update(key).update(text).digest()
  const challenge = BigInt(`0x${hash.reverse().toString('hex')}`)
  return concat(head, littleEndian(Point.Fn.create(r + challenge * a), 32))
}

/** Keys with a part of order 8; whether a signature holds hangs on the challenge, so some of them do. */
function mixedOrderChecks(): Record<string, Check> {
  const { Point } = ed25519
  const a = numberFrom('mixed', Point.Fn.ORDER)
  const part = Point.fromBytes(smallOrder[4] ?? Buffer.alloc(32))
  const key = Point.BASE.multiply(a).add(part).toBytes()
  return Object.fromEntries(
    Array.from({ length: 24 }, (_, i): [string, Check] => [
      `a key of mixed order, ${i}`,
      [signEd25519(a, BigInt(i), key, message), message, key],
    ]),
  )
}

/** Ed25519 signatures that hold, that do not, and those on which implementations differ. */
export function ed25519Checks(): Record<string, Check> {
  const secret = bytesFrom('ed25519', 32)
  const key = ed25519.getPublicKey(secret)
  const signature = ed25519.sign(message, secret)
  const s = BigInt(`0x${Buffer.from(signature.subarray(32)).reverse().toString('hex')}`)
  const withS = (value: bigint) => concat(signature.subarray(0, 32), littleEndian(value, 32))
  const order = ed25519.Point.Fn.ORDER
  return {
    'a signature': [signature, message, key],
    'another message': [signature, changed(message, 0), key],
    'another key': [signature, message, ed25519.getPublicKey(bytesFrom('other', 32))],
    'a changed R': [changed(signature, 0), message, key],
    'a changed s': [changed(signature, 32), message, key],
    'the order added to s': [withS(s + order), message, key],
    's at the order': [withS(order), message, key],
    's with a high bit': [withS(s + 2n ** 253n), message, key],
    'no message': [ed25519.sign(new Uint8Array(), secret), Buffer.alloc(0), key],
    'a long message': [
      ed25519.sign(bytesFrom('long', 1_000), secret),
      bytesFrom('long', 1_000),
      key,
    ],
    'a short signature': [signature.subarray(1), message, key],
    'a long signature': [concat(signature, Buffer.of(0)), message, key],
    'a short key': [signature, message, key.subarray(1)],
    'no key': [signature, message, Buffer.alloc(0)],
    'a key that is no point': [signature, message, littleEndian(2n, 32)],
    ...mixedOrderChecks(),
    ...Object.fromEntries(
      smallOrder.flatMap((a, i) =>
        [0, 1, 6, 8, 10, i].map((r): [string, Check] => [
          `key of small order ${i}, R of small order ${r}, s = 0`,
          [concat(smallOrder[r] ?? a, Buffer.alloc(32)), message, a],
        ]),
      ),
    ),
  }
}
