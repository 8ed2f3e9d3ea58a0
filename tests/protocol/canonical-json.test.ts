import { testProp } from '@fast-check/ava'
import test from 'ava'
import fc from 'fast-check'
import { canonicalJson, type Json } from '../../protocol/canonical-json.ts'
import { utf8Length } from '../../protocol/encodings/portable.ts'

const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, false),
    fc.maxSafeInteger(),
    fc.string({ unit: 'grapheme' }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 4 }),
  ),
})).value

testProp('canonical JSON parses back to the same value', [json], (t, value) => {
  t.deepEqual(JSON.parse(canonicalJson(value)), JSON.parse(JSON.stringify(value)))
})

testProp(
  'the order of keys does not change canonical JSON',
  [fc.dictionary(fc.string(), json)],
  (t, record) => {
    const reversed = Object.fromEntries(Object.entries(record).reverse())
    t.is(canonicalJson(record), canonicalJson(reversed))
  },
)

test('keys are sorted by UTF-16 units, as RFC 8785 section 3.2.3 shows', (t) => {
  const keys = {
    '\u20ac': 1,
    '\r': 2,
    '\ufb33': 3,
    '1': 4,
    '\ud83d\ude00': 5,
    '\u0080': 6,
    '\u00f6': 7,
  }
  t.deepEqual(Object.values(JSON.parse(canonicalJson(keys)) as object), [4, 2, 6, 7, 1, 5, 3])
})

test('what two engines may print differently is refused', (t) => {
  for (const value of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
    t.throws(() => canonicalJson(value), { code: 'INVALID_FIELD' })
  }
  t.throws(() => canonicalJson(undefined as unknown as Json), { code: 'INVALID_FIELD' })
})

testProp('utf8Length agrees with TextEncoder', [fc.string({ unit: 'grapheme' })], (t, text) => {
  t.is(utf8Length(text), new TextEncoder().encode(text).length)
})
