import test from 'ava'
import { isAccountId, rootAccount } from '../../protocol/account-id.ts'

const HEX64 = '98793cd91a3f870fb126f66285808c7e094afcfc4eda8a970f6648cdf0dbd6de'
const UNIVERSAL = '0u000g40r40m30e209185gr38e1w8124gk2gahc5rr34d1p70x3rfg'
const HEX40 = 'b794f5ea0ba39494ce839613fffba74279579268'

// From the examples of nomicon, "Account ID Rules".
const valid = [
  'ok',
  'bowen',
  'ek-2',
  'ek.near',
  'com',
  'google.com',
  'bowen.google.com',
  'near',
  'illia.cheap-accounts.near',
  'max_99.near',
  '100',
  'near2019',
  'over.9000',
  'a.bro',
  HEX64,
  `0x${HEX40}`,
  `0s${HEX40}`,
  'a'.repeat(64),
]
const invalid = [
  '',
  'a',
  'not ok',
  '100-',
  'bo__wen',
  '_illia',
  '.near',
  'near.',
  'a..near',
  '$$$',
  'WAT',
  'me@google.com',
  'a'.repeat(65),
  'größe',
  'a-.near',
  7,
  null,
  undefined,
  {},
]

test('every valid account id is accepted', (t) => {
  for (const id of valid) t.true(isAccountId(id), id)
})

test('every invalid account id is refused', (t) => {
  for (const id of invalid) t.false(isAccountId(id), JSON.stringify(id))
})

const roots: [string, string][] = [
  ['a.b.near', 'b.near'],
  ['b.near', 'b.near'],
  ['near', 'near'],
  ['x.y.z.tg', 'z.tg'],
  [HEX64, HEX64],
  [`0x${HEX40}`, `0x${HEX40}`],
  [`many.0s${HEX40}`, `0s${HEX40}`],
  // As `near-account-id` has them in its tests: 52 of Crockford's base32, of which the last bits are zero.
  [`so.many.${UNIVERSAL}`, UNIVERSAL],
  [`a.0u${'z'.repeat(51)}g`, `0u${'z'.repeat(51)}g`],
  // These are names like any other.
  [`so.many.0u${HEX40}`, `many.0u${HEX40}`],
  [`so.many.0u${'0'.repeat(51)}1`, `many.0u${'0'.repeat(51)}1`],
  [`so.many.0u${'0'.repeat(50)}i0`, `many.0u${'0'.repeat(50)}i0`],
  [`so.many.0u${'0'.repeat(51)}`, `many.0u${'0'.repeat(51)}`],
]
for (const [id, root] of roots) {
  test(`the root of ${id} is ${root}`, (t) => t.is(rootAccount(id), root))
}
