import { testProp } from '@fast-check/ava'
import test, { type ExecutionContext } from 'ava'
import fc from 'fast-check'
import { powersAndLogarithm, readNumber, writeNumber } from '../../fixtures/alike/numbers.ts'
import { createMachine, type Machine } from '../../support/machine.ts'
import { anyNumber, anyNumberText, exactDigits, SPECIAL_NUMBERS } from '../support/any-number.ts'
import { ask, buildContract } from '../support/contract.ts'
import { makeFolder, removeFolder } from '../support/folders.ts'

// Numbers are written, read and raised by libbf instead of the C library: what a contract gets is what Node gets.

let cacheDir: string
let machine: Machine
test.before(async () => {
  cacheDir = await makeFolder()
  machine = createMachine((await buildContract('numbers.ts', cacheDir)).wasm)
})
test.after.always(() => removeFolder(cacheDir))

const { serial } = test

// A call may take some 1.2e9 instructions, and one of these numbers takes up to a million of them.
const MANY = { minLength: 200, maxLength: 300 }

const specialPairs = SPECIAL_NUMBERS.flatMap((a) => SPECIAL_NUMBERS.map((b): Pair => [a, b]))

testProp.serial(
  'numbers are written as Node writes them, with every count of digits',
  [fc.array(fc.tuple(anyNumber, fc.nat(100)), MANY)],
  (t, pairs) => sameTexts(t, pairs),
  { numRuns: 20 },
)

serial('special numbers are written as Node writes them, with 0 to 100 digits', (t) => {
  for (let digits = 0; digits <= 100; digits++) {
    sameTexts(
      t,
      SPECIAL_NUMBERS.map((number): Pair => [number, digits]),
    )
  }
})

serial('every power of two is written as Node writes it, with the fewest digits', (t) => {
  const powers = Array.from({ length: 1024 + 1074 }, (_, index): Pair => [2 ** (index - 1074), 0])
  for (let from = 0; from < powers.length; from += 300) sameTexts(t, powers.slice(from, from + 300))
})

testProp.serial(
  'decimal texts are read as Node reads them',
  [fc.array(anyNumberText, MANY)],
  (t, texts) => sameNumbers(t, texts),
  { numRuns: 20 },
)

testProp.serial(
  'a text that lies at or beside the middle of two numbers is read as the right one',
  [fc.array(exactDigits, { minLength: 20, maxLength: 30 })],
  (t, texts) => sameNumbers(t, texts),
  { numRuns: 20 },
)

const numberTexts: Record<string, string[]> = {
  'exponents beyond 32 and 64 bits': [
    ...['1e2147483647', '1e2147483648', '1e4294967296', '1e4294967297', '1e18446744073709551617'],
    ...['1e-2147483647', '1e-2147483649', '1e-4294967297', '12345678901234567e-4294967296'],
    ...['10e1000000000', '0.1e1073741823', '1e100000000', '12345678901234567e-100000000'],
    ...['1e0000000000000000000000000005', '-3e99999999999999999999', '-3e-99999999999999999999'],
  ],
  'zeros of every form': [
    '0',
    '-0',
    '0.0',
    '-0.000',
    '0e5',
    '-0e-5',
    '0e99999999999',
    '-0E-9999999999',
  ],
  'the ends of what there is': [
    ...['1.7976931348623157e308', '1.7976931348623158e308', '1.7976931348623159e308', '1e309'],
    ...['2.2250738585072014e-308', '2.2250738585072011e-308', '4.9e-324', '2.5e-324', '2.4e-324'],
  ],
  'integers of more digits than a number has': [
    ...['9007199254740993', '9007199254740991', '18446744073709551615', '18446744073709551616'],
    ...['1903321524928494293513', '6488165564000349554687474274', '1'.repeat(400), '9'.repeat(308)],
  ],
  'zeros that an exponent makes up for': [
    `0.${'0'.repeat(2000)}1e2001`,
    `1${'0'.repeat(2000)}e-2000`,
    `0.${'0'.repeat(330)}1`,
  ],
  'what is no number, or only to some': [
    ...[
      '',
      ' ',
      ' 12 ',
      '+5',
      '.5',
      '-.5e1',
      '00012',
      '1e',
      '1e+',
      '1.5e3abc',
      'abc',
      '- 5',
      '--5',
    ],
    ...[
      '0x10',
      '0b11',
      '0o17',
      'Infinity',
      '-Infinity',
      'infinity',
      'NaN',
      '1_000',
      '1 2',
      '1e1.5',
      '5,5',
    ],
  ],
}
for (const [what, texts] of Object.entries(numberTexts)) {
  serial(`Node and a contract read alike: ${what}`, (t) => sameNumbers(t, texts))
}

testProp.serial(
  'powers and logarithms are at most one unit in the last place from those of Node',
  [fc.array(fc.tuple(anyNumber, anyNumber), MANY)],
  (t, pairs) => closeResults(t, pairs),
  { numRuns: 10 },
)

testProp.serial(
  'powers of moderate numbers, which neither overflow nor vanish, are so, too',
  [
    fc.array(
      fc.tuple(fc.double({ min: -1e3, max: 1e3 }), fc.double({ min: -100, max: 100 })),
      MANY,
    ),
  ],
  (t, pairs) => closeResults(t, pairs),
  { numRuns: 10 },
)

serial('powers of special numbers are those of Node, with their signs and NaN', (t) => {
  for (let from = 0; from < specialPairs.length; from += 300) {
    closeResults(t, specialPairs.slice(from, from + 300))
  }
})

type Pair = [number, number]

function sameTexts(t: ExecutionContext, pairs: Pair[]): void {
  const lines = Buffer.from(ask(machine, 'write', bytesOf(pairs)))
    .toString('utf8')
    .split('\n')
  const expected = pairs.flatMap(([number, digits]) => writeNumber(number, digits))
  const ways = expected.length / pairs.length
  const differences = expected.flatMap((text, index) => {
    if (text === lines[index]) return []
    return [{ pair: pairs[Math.floor(index / ways)], expected: text, actual: lines[index] }]
  })
  t.deepEqual(differences, [])
  t.is(lines.length, expected.length)
}

function sameNumbers(t: ExecutionContext, texts: string[]): void {
  const actual = numbersOf(ask(machine, 'read', new TextEncoder().encode(texts.join('\n'))))
  const expected = texts.map(readNumber)
  const differences = texts.flatMap((text, index) => {
    const [ours, theirs] = [actual.slice(4 * index, 4 * index + 4), expected[index] ?? []]
    return ours.every((number, way) => Object.is(number, theirs[way]))
      ? []
      : [{ text, expected: theirs, actual: ours }]
  })
  t.deepEqual(differences, [])
  t.is(actual.length, 4 * texts.length)
}

function closeResults(t: ExecutionContext, pairs: Pair[]): void {
  const actual = numbersOf(ask(machine, 'calculate', bytesOf(pairs)))
  const expected = pairs.flatMap(([a, b]) => powersAndLogarithm(a, b))
  const differences = expected.flatMap((theirs, index) => {
    const ours = actual[index]
    if (ours !== undefined && areNeighbours(ours, theirs)) return []
    return [{ pair: pairs[Math.floor(index / 3)], way: index % 3, expected: theirs, actual: ours }]
  })
  t.deepEqual(differences, [])
  t.is(actual.length, expected.length)
}

function areNeighbours(a: number, b: number): boolean {
  if (Object.is(a, b)) return true
  const steps = placeOf(a) - placeOf(b)
  return a !== 0 && !Number.isNaN(a) && !Number.isNaN(b) && (steps === 1n || steps === -1n)
}

/** Counts the numbers from zero to this one. */
function placeOf(number: number): bigint {
  const bits = new BigInt64Array(Float64Array.of(number).buffer)[0] ?? 0n
  return bits < 0n ? -(bits & (2n ** 63n - 1n)) : bits
}

function bytesOf(pairs: Pair[]): Uint8Array {
  return new Uint8Array(Float64Array.from(pairs.flat()).buffer)
}

function numbersOf(bytes: Uint8Array<ArrayBuffer>): number[] {
  return [...new Float64Array(bytes.buffer)]
}
