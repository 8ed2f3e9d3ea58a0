import { testProp } from '@fast-check/ava'
import { base58 } from '@scure/base'
import test from 'ava'
import fc from 'fast-check'
import { packTexts } from '../../fixtures/alike/packed-texts.ts'
import { createMachine, type Machine } from '../../support/machine.ts'
import { anyText } from '../support/any-text.ts'
import { ask, buildContract } from '../support/contract.ts'
import { makeFolder, removeFolder } from '../support/folders.ts'

// The engine's own base58 does what @scure/base does, and its hexadecimal what ECMAScript 2026 says.

let cacheDir: string
let machine: Machine
test.before(async () => {
  cacheDir = await makeFolder()
  machine = createMachine((await buildContract('encodings.ts', cacheDir)).wasm)
})
test.after.always(() => removeFolder(cacheDir))

const { serial } = test

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** Bytes with some zeros in front, which base58 writes as ones. */
const bytes = fc
  .tuple(fc.nat(10), fc.uint8Array({ maxLength: 200 }))
  .map(([zeros, rest]) => Uint8Array.from([...new Uint8Array(zeros), ...rest]))

/** Texts that are base58 or nearly so. */
const nearlyBase58 = fc.oneof(
  bytes.map(base58.encode),
  fc.string({ unit: fc.constantFrom(...Array.from(BASE58)), maxLength: 200 }),
  fc
    .tuple(bytes.map(base58.encode), fc.nat(200), fc.constantFrom(...Array.from('0OIl \0+ÿĀ€')))
    .map(([text, at, bad]) => `${text.slice(0, at)}${bad}${text.slice(at)}`),
  anyText,
)

testProp.serial('bytes are written in base58 and in hexadecimal', [bytes], (t, some) => {
  t.is(textOf('to_base58', some), base58.encode(some))
  t.is(textOf('to_hex', some), Buffer.from(some).toString('hex'))
  t.is(textOf('of_a_view', some), `${Buffer.from(some).toString('hex')} ${base58.encode(some)}`)
})

serial('bytes of every length from 0 to 200, all zeros, all ones, or one bit, are written', (t) => {
  for (let length = 0; length <= 200; length++) {
    const zeros = new Uint8Array(length)
    const ones = zeros.map(() => 255)
    const [high, low] = [bytesWith(length, 0, 128), bytesWith(length, length - 1, 1)]
    for (const some of [zeros, ones, high, low]) {
      t.is(textOf('to_base58', some), base58.encode(some))
      t.is(textOf('to_hex', some), Buffer.from(some).toString('hex'))
      t.deepEqual(answers('from_base58', [base58.encode(some)]), [[...some]])
      t.deepEqual(answers('from_hex', [Buffer.from(some).toString('hex')]), [[...some]])
    }
  }
})

testProp.serial(
  'base58 is read, and what is no base58 is undefined',
  [fc.array(nearlyBase58, { maxLength: 10 })],
  (t, texts) => {
    t.deepEqual(answers('from_base58', texts), texts.map(expectedBytes))
  },
)

serial('every character that is none of the 58 is refused, wherever it stands', (t) => {
  const characters = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code))
  const bad = [...characters, '\u0131', '€', '👋', '\ud800'].filter((one) => !BASE58.includes(one))
  const texts = bad.flatMap((one) => [one, `1${one}`, `zzzzz${one}`, `2222${one}22222`, `${one}1`])
  t.is(bad.length, 256 - 58 + 4)
  t.deepEqual(
    answers('from_base58', texts),
    texts.map(() => null),
  )
})

testProp.serial(
  'hexadecimal is read in capitals and small letters',
  [bytes, fc.func(fc.boolean())],
  (t, some, isCapital) => {
    const text = Buffer.from(some).toString('hex')
    const mixed = Array.from(text, (digit, index) =>
      isCapital(index) ? digit.toUpperCase() : digit,
    )
    t.deepEqual(answers('from_hex', [text, mixed.join('')]), [[...some], [...some]])
  },
)

const ODD = 'SyntaxError: hexadecimal text has two digits a byte'

testProp.serial(
  'a text of an odd length, or with a character that is no digit, is a SyntaxError',
  [bytes, fc.nat(), fc.constantFrom(...Array.from('gG/:@`x -+\0\u0080ÿ'))],
  (t, some, place, bad) => {
    const text = `${Buffer.from(some).toString('hex')}00`
    const at = place % text.length
    const texts = [`${text.slice(0, at)}${bad}${text.slice(at + 1)}`, text.slice(1), `${text}0`]
    const unreadable = `SyntaxError: no hexadecimal digit at position ${at}`
    t.deepEqual(answers('from_hex', texts), [unreadable, ODD, ODD])
  },
)

serial('a wide character is no hexadecimal digit', (t) => {
  const texts = ['\u0131\u0131', '0€', '€0', '00\u0130\u0130', '👋', '\ud83d\udc4b00']
  for (const answer of answers('from_hex', texts)) t.regex(String(answer), /^SyntaxError: /)
})

serial('what is no text is a TypeError to fromHex and undefined to base58_decode', (t) => {
  const said = refusals()
  for (const name of ['undefined', 'null', 'number', 'object', 'array', 'bytes']) {
    t.is(said[`fromHex of ${name}`], 'TypeError: fromHex takes a string')
    t.is(said[`base58_decode of ${name}`], null)
  }
})

serial('what has no bytes is a TypeError to toHex and to base58_encode', (t) => {
  const said = Object.entries(refusals())
  const about = said.filter(([what]) => /^(toHex|base58_encode)/.test(what))
  t.is(about.length, 24)
  for (const [what, answer] of about) {
    t.is(
      answer,
      what.startsWith('toHex')
        ? 'TypeError: toHex is a method of Uint8Array'
        : 'TypeError: base58_encode takes a Uint8Array',
      what,
    )
  }
})

serial('fromHex makes a plain Uint8Array, and neither function is seen or is elsewhere', (t) => {
  const { returned } = machine.call('shape')
  t.deepEqual(JSON.parse(returned ?? ''), [true, true, 2, 1, 0, 0, false, false])
})

function textOf(method: string, input: Uint8Array): string {
  return Buffer.from(ask(machine, method, input)).toString('utf8')
}

function answers(method: string, texts: string[]): unknown[] {
  return JSON.parse(textOf(method, packTexts(texts)))
}

function refusals(): Record<string, unknown> {
  return JSON.parse(textOf('refusals', new Uint8Array()))
}

function expectedBytes(text: string): number[] | null {
  try {
    return [...base58.decode(text)]
  } catch {
    return null
  }
}

/** Zeros with one other byte. */
function bytesWith(length: number, place: number, byte: number): Uint8Array {
  return new Uint8Array(length).map((_, index) => (index === place ? byte : 0))
}
