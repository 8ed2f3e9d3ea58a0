import { testProp } from '@fast-check/ava'
import { base58 } from '@scure/base'
import test from 'ava'
import fc from 'fast-check'
import { decodeBase58, encodeBase58 } from '../../protocol/base58.ts'
import { codeHashOf, NO_CODE_HASH, readCodeHash } from '../../protocol/code-hash.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'

const bytes = fc.uint8Array({ maxLength: 70 })
// Leading zeros and ones are the corner of base58.
const zeroLed = fc
  .tuple(fc.nat(8), bytes)
  .map(([zeros, rest]) => Uint8Array.from([...new Uint8Array(zeros), ...rest]))

testProp('encoding agrees with @scure/base', [fc.oneof(bytes, zeroLed)], (t, value) => {
  t.is(encodeBase58(value), base58.encode(value))
})

testProp('decoding reverses encoding', [fc.oneof(bytes, zeroLed)], (t, value) => {
  t.deepEqual(decodeBase58(base58.encode(value), value.length, 'value'), value)
})

testProp(
  'a text is read as 32 bytes exactly when @scure/base reads it so',
  [
    fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom('1', 'z', '2', 'A'), minLength: 30, maxLength: 46 }),
    ),
  ],
  (t, text) => {
    let expected: Uint8Array | undefined
    try {
      expected = base58.decode(text)
    } catch {}
    if (expected?.length === 32) t.deepEqual(decodeBase58(text, 32, 'hash'), expected)
    else t.throws(() => decodeBase58(text, 32, 'hash'), { code: 'INVALID_FIELD' })
  },
)

test('the code hash of a wasm is its sha256 as NEAR prints it', (t) => {
  t.is(
    codeHashOf(new Uint8Array(), portableHasher),
    base58.encode(
      Buffer.from('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'hex'),
    ),
  )
  const signer = Buffer.from(
    'd1e760b1056232e3853d214b301c7d82d8e8911f9bf22078d3c8da00d61f636b',
    'hex',
  )
  t.is(encodeBase58(signer), 'F8NqkFhF97BxjYrweg3hFFhdH57k4qgqoPdLDwP6H9dL')
  t.is(encodeBase58(new Uint8Array(32)), NO_CODE_HASH)
})

for (const value of [
  undefined,
  null,
  1,
  {},
  [],
  '',
  '0'.repeat(44),
  'l'.repeat(44),
  'z'.repeat(44),
  '1'.repeat(33),
  'x'.repeat(1e6),
]) {
  test(`${String(JSON.stringify(value)).slice(0, 20)} (${typeof value}) is no code hash`, (t) => {
    t.throws(() => readCodeHash(value), { code: 'INVALID_FIELD', message: /^`code_hash` must be/ })
  })
}
