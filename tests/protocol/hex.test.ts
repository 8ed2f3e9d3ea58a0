import { testProp } from '@fast-check/ava'
import test from 'ava'
import fc from 'fast-check'
import { bytesToHex, hexToBytes, isHex } from '../../protocol/hex.ts'

const some = fc.uint8Array({ minLength: 1, maxLength: 70 })

testProp('bytes are written as Node writes them', [some], (t, value) => {
  t.is(bytesToHex(value), Buffer.from(value).toString('hex'))
})

testProp('reading reverses writing', [some], (t, value) => {
  t.deepEqual(hexToBytes(Buffer.from(value).toString('hex')), value)
})

testProp('a view into a larger buffer is read from where it begins', [some], (t, value) => {
  const around = Uint8Array.from([7, ...value, 7])
  t.is(bytesToHex(around.subarray(1, -1)), Buffer.from(value).toString('hex'))
})

testProp(
  'a text is hexadecimal exactly when a regular expression says so',
  [
    fc.string({
      unit: fc.constantFrom('0', 'a', 'f', 'F', 'x', ' ', '-', '_', 'g', 'n'),
      maxLength: 6,
    }),
  ],
  (t, text) => {
    t.is(isHex(text, 4), /^[0-9a-f]{4}$/.test(text))
  },
)

test('leading zeros count, white space and upper case do not pass', (t) => {
  t.true(isHex('0000', 4))
  for (const text of ['000', ' 000', '000 ', '\n000', '00A0', '0x00', '-000', '', '1n00'])
    t.false(isHex(text, 4), text)
})
