import { generateKeyPairSync, sign } from 'node:crypto'
import { secp256k1 } from '@noble/curves/secp256k1.js'
import test from 'ava'
import { hostCalls, numberFrom, registerAfter } from './host-call.ts'
import { errorOf } from './support.ts'

const hash = test.macro((t, name: string, data: string, expected: string) => {
  const digest = registerAfter([{ name, args: [data.length, 0, 0] }], { data })
  t.is(digest.toString('hex'), expected)
})

// FIPS 180-4, example of one block.
test(
  'sha256 of abc',
  hash,
  'sha256',
  'abc',
  'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
)
// Keccak team, KeccakKAT-3: before the padding of SHA-3.
test(
  'keccak256 of nothing',
  hash,
  'keccak256',
  '',
  'c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470',
)
test(
  'keccak512 of nothing',
  hash,
  'keccak512',
  '',
  '0eab42de4c3ceb9235fc91acffe746b29c29a8c366b7c60e4e67c466f36a4304c00fa9caf9d87976ba469bcbe06713b435f091ef2769fb160cdab33d3670680e',
)
// The authors' test vectors (homes.esat.kuleuven.be/~bosselae/ripemd160.html).
test('ripemd160 of abc', hash, 'ripemd160', 'abc', '8eb208f7e05d987a9b044a8e98c6b087f15a0bfc')

const blocks = test.macro((t, length: number, expected: bigint) => {
  const { profile } = hostCalls([{ name: 'ripemd160', args: [length, 0, 0] }])
  t.is(profile.RIPEMD160_BLOCK, expected * 680_107_584n)
})
test('55 bytes are one block of ripemd160', blocks, 55, 1n)
test('56 bytes are two, since the length does not fit', blocks, 56, 2n)
test('no bytes are one', blocks, 0, 1n)

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const message = Buffer.from('attest')
const signature = sign(null, message, privateKey)
const key = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)

function verify(s: Uint8Array, m: Uint8Array, k: Uint8Array) {
  const data = Buffer.concat([s, m, k])
  const args = [s.length, 0, m.length, s.length, k.length, s.length + m.length]
  return { calls: [{ name: 'ed25519_verify', args, gives: true }], options: { data } }
}
const verified = (s: Uint8Array, m: Uint8Array, k: Uint8Array): bigint => {
  const { calls, options } = verify(s, m, k)
  return numberFrom(calls, options)
}

test('ed25519_verify accepts a signature and refuses every changed bit', (t) => {
  t.is(verified(signature, message, key), 1n)
  for (const at of [0, 31, 32, 63]) {
    const changed = Buffer.from(signature)
    changed[at] = (changed[at] ?? 0) ^ 1
    t.is(verified(changed, message, key), 0n, `byte ${at}`)
  }
  t.is(verified(signature, Buffer.from('attesT'), key), 0n)
})

// RFC 8032, 7.1, test 2.
test('ed25519_verify agrees with RFC 8032', (t) => {
  const hex = (text: string) => Buffer.from(text, 'hex')
  const s = hex(
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  )
  const k = hex('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c')
  t.is(verified(s, hex('72'), k), 1n)
})

test('ed25519_verify refuses keys and signatures of the wrong length', (t) => {
  const short = verify(signature.subarray(1), message, key)
  t.is(
    errorOf(hostCalls(short.calls, short.options)),
    'Ed25519VerifyInvalidInput: ED25519 signature verification error: invalid signature length',
  )
  const long = verify(signature, message, Buffer.concat([key, key]))
  t.is(
    errorOf(hostCalls(long.calls, long.options)),
    'Ed25519VerifyInvalidInput: ED25519 signature verification error: invalid public key length',
  )
})

test('ed25519_verify gives false for a key that is no point and for a signature too large', (t) => {
  t.is(verified(signature, message, Buffer.alloc(32, 0xff)), 0n)
  const large = Buffer.from(signature)
  large[63] = 0xff
  t.is(verified(large, message, key), 0n)
})

const secret = Buffer.alloc(32, 5)
const digest = Buffer.alloc(32, 6)
const recoverable = secp256k1.sign(digest, secret, { prehash: false, format: 'recovered' })
const point = secp256k1.getPublicKey(secret, false).slice(1)

function recover(changes: { v?: number; flag?: number; s?: Uint8Array; hashLength?: number } = {}) {
  const s = changes.s ?? recoverable.subarray(1)
  const data = Buffer.concat([digest, s])
  const v = changes.v ?? recoverable[0] ?? 0
  const args = [changes.hashLength ?? 32, 0, s.length, 32, v, changes.flag ?? 0, 0]
  return { calls: [{ name: 'ecrecover', args, gives: true }], options: { data } }
}

test('ecrecover gives the 64 bytes of the key that signed', (t) => {
  const { calls, options } = recover()
  t.deepEqual(registerAfter(calls, options), Buffer.from(point))
  t.is(numberFrom(calls, options), 1n)
})

test('ecrecover gives another key or none for another recovery id', (t) => {
  const { calls, options } = recover({ v: 1 - (recoverable[0] ?? 0) })
  t.notDeepEqual(registerAfter(calls, options), Buffer.from(point))
})

test('ecrecover refuses the larger s only with the malleability flag', (t) => {
  const { r, s } = secp256k1.Signature.fromBytes(recoverable.subarray(1), 'compact')
  const high = new secp256k1.Signature(r, secp256k1.Point.Fn.ORDER - s).toBytes('compact')
  const v = 1 - (recoverable[0] ?? 0)
  const free = recover({ s: high, v })
  t.deepEqual(registerAfter(free.calls, free.options), Buffer.from(point))
  const strict = recover({ s: high, v, flag: 1 })
  t.is(numberFrom(strict.calls, strict.options), 0n)
})

test('ecrecover gives false for a signature of zeros or beyond the order', (t) => {
  for (const byte of [0, 255]) {
    const { calls, options } = recover({ s: new Uint8Array(64).fill(byte), v: 0 })
    t.is(numberFrom(calls, options), 0n)
  }
})

const refusedRecovery = test.macro((t, changes: Parameters<typeof recover>[0], text: string) => {
  const { calls, options } = recover(changes)
  t.is(errorOf(hostCalls(calls, options)), `ECRecoverError: ECDSA recover error: ${text}`)
})
test(
  'ecrecover refuses other lengths of signatures',
  refusedRecovery,
  { s: new Uint8Array(63) },
  'The length of the signature: 63, exceeds the limit of 64 bytes',
)
test(
  'ecrecover refuses other lengths of hashes',
  refusedRecovery,
  { hashLength: 31 },
  'The length of the hash: 31, exceeds the limit of 32 bytes',
)
test(
  'ecrecover refuses other recovery ids',
  refusedRecovery,
  { v: 27 },
  'V recovery byte 0 through 3 are valid but was provided 27',
)
test(
  'ecrecover refuses other flags',
  refusedRecovery,
  { flag: 2 },
  'Malleability flag needs to be 0 or 1, but is instead 2',
)
