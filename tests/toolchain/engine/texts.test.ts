import { testProp } from '@fast-check/ava'
import test, { type ExecutionContext } from 'ava'
import fc from 'fast-check'
import { packTexts, unpackTexts } from '../../fixtures/alike/packed-texts.ts'
import {
  findInText,
  quoteText,
  readAnything,
  readTexts,
  rebuildText,
} from '../../fixtures/alike/texts.ts'
import { createMachine, type Machine } from '../../support/machine.ts'
import {
  anyText,
  atEveryPlace,
  LONE_SURROGATES,
  latin1Text,
  SPECIAL_CHARACTERS,
  wellFormedText,
} from '../support/any-text.ts'
import { ask, buildContract } from '../support/contract.ts'
import { escapeAll, escapeSome, rawTexts } from '../support/escape-json.ts'
import { makeFolder, removeFolder } from '../support/folders.ts'
import { NEAR_MISSES, nearlyJson } from '../support/nearly-json.ts'

// The engine looks at texts eight bytes at a time: wherever a character stands, a contract gets what Node gets.

let cacheDir: string
let machine: Machine
test.before(async () => {
  cacheDir = await makeFolder()
  machine = createMachine((await buildContract('texts.ts', cacheDir)).wasm)
})
test.after.always(() => removeFolder(cacheDir))

const { serial } = test

const CHARACTERS = [...SPECIAL_CHARACTERS, ...LONE_SURROGATES]
const texts = fc.array(anyText, { minLength: 20, maxLength: 40 })

for (const character of CHARACTERS) {
  serial(`${nameOf(character)} is written, read and found at every place`, (t) => {
    const places = atEveryPlace(character)
    same(t, 'quote', places, places.map(quoteText))
    const lists = places.map((text) => JSON.stringify([text]))
    same(t, 'read', lists, lists.map(readTexts))
    same(t, 'read', lists.map(escapeAll), lists.map(readTexts))
    const pairs = places.map((text): [string, string] => [text, character])
    same(
      t,
      'find',
      pairs.flat(),
      pairs.map(([text, piece]) => findInText(text, piece)),
    )
  })
}

testProp.serial('texts are written as JSON as Node does', [texts], (t, some) => {
  same(t, 'quote', some, some.map(quoteText))
})

testProp.serial(
  'JSON of texts is read as Node does, as it is and with any characters escaped',
  [fc.array(texts, { maxLength: 5 }), fc.func(fc.boolean())],
  (t, lists, isEscaped) => {
    const json = lists.flatMap((list) => {
      const text = JSON.stringify(list)
      return [text, escapeAll(text), escapeSome(text, isEscaped)]
    })
    same(t, 'read', json, json.map(readTexts))
    // JSON.parse looks at UTF-8, so what has none is U+FFFD, which Node leaves as it is.
    const raw = lists.map(rawTexts)
    same(
      t,
      'read',
      raw,
      raw.map((text) => readTexts(text.toWellFormed())),
    )
  },
)

serial('every escape of JSON is read, in capitals and in small letters', (t) => {
  const json = [
    String.raw`["\"\\\/\b\f\n\r\t\u00e9\u00E9\u20aC\ud83d\ude00\uD83D\uDE00\u0000\ud800\udc00x\udc00\ud800"]`,
    String.raw`["aaaaaaa\n","aaaaaaaa\n","aaaaaaaaa\u000a","\\\\\\\\\\","\"\"\"\"\"\"\"\"\""]`,
  ]
  same(t, 'read', json, json.map(readTexts))
})

testProp.serial(
  'what is JSON and what is not, is so as in Node',
  [fc.array(nearlyJson, { minLength: 20, maxLength: 40 })],
  (t, some) => {
    const json = some.map((text) => text.toWellFormed())
    same(t, 'read_anything', json, json.map(readAnything))
  },
)

serial('near misses of JSON are SyntaxErrors', (t) => {
  same(
    t,
    'read_anything',
    NEAR_MISSES,
    NEAR_MISSES.map(() => ['SyntaxError']),
  )
  t.deepEqual(
    NEAR_MISSES.flatMap(readAnything),
    NEAR_MISSES.map(() => 'SyntaxError'),
  )
})

serial('JSON may be nested 512 deep, where Node has no such bound', (t) => {
  const nested = (depth: number) => [
    `${'['.repeat(depth)}${']'.repeat(depth)}`,
    `${'{"a":'.repeat(depth - 1)}1${'}'.repeat(depth - 1)}`,
    `${'[{"a":'.repeat((depth - 1) / 2)}"b"${'}]'.repeat((depth - 1) / 2)}`,
  ]
  same(t, 'read_anything', nested(511), nested(511).map(readAnything))
  const tooDeep = [...nested(513), ...nested(10_001)]
  same(
    t,
    'read_anything',
    tooDeep,
    tooDeep.map(() => ['SyntaxError']),
  )
})

testProp.serial(
  'pieces are found, and texts split, as Node does',
  [fc.array(fc.tuple(anyText, anyText, fc.nat(30), fc.nat(12)), { minLength: 10, maxLength: 20 })],
  (t, some) => {
    const pairs = some.flatMap(([text, other, from, length]): [string, string][] => [
      [text, other],
      [text, text.slice(from, from + length)],
      [`${other}${text}`, text],
    ])
    same(
      t,
      'find',
      pairs.flat(),
      pairs.map(([text, piece]) => findInText(text, piece)),
    )
  },
)

testProp.serial('texts are taken apart and put together as Node does', [texts], (t, some) => {
  same(t, 'rebuild', some, some.map(rebuildText))
})

serial('a text of 100,000 characters with one other at its end is written, read and found', (t) => {
  for (const character of ['x', '"', '\u00e9', '\u20ac', '👋']) {
    const long = `${'a'.repeat(100_000)}${character}`
    same(t, 'quote', [long], [quoteText(long)])
    same(t, 'read', [JSON.stringify([long])], [[long]])
    same(t, 'find', [long, character], [findInText(long, character)])
    t.deepEqual(ask(machine, 'to_utf8', packTexts([long])), new TextEncoder().encode(long))
    t.is(unpackTexts(ask(machine, 'from_utf8', new TextEncoder().encode(long)))[0], long)
  }
})

testProp.serial('texts become UTF-8 as in Node, and texts again', [anyText], (t, text) => {
  const bytes = new TextEncoder().encode(text)
  t.deepEqual(ask(machine, 'to_utf8', packTexts([text])), bytes)
  t.deepEqual(unpackTexts(ask(machine, 'from_utf8', bytes)), [text.toWellFormed()])
})

serial('half a surrogate pair becomes U+FFFD in UTF-8, wherever it stands', (t) => {
  for (const text of LONE_SURROGATES.flatMap(atEveryPlace)) {
    const bytes = ask(machine, 'to_utf8', packTexts([text]))
    t.deepEqual(bytes, new TextEncoder().encode(text))
  }
})

testProp.serial(
  'bytes that are no UTF-8 become a text with U+FFFD, whose good beginning is as it was',
  [wellFormedText, fc.constantFrom(0x80, 0xbf, 0xc0, 0xf8, 0xff), wellFormedText],
  (t, before, bad, after) => {
    const bytes = Uint8Array.from([...Buffer.from(before), bad, ...Buffer.from(after)])
    const [text = ''] = unpackTexts(ask(machine, 'from_utf8', bytes))
    t.true(text.startsWith(`${before}\ufffd`), JSON.stringify(text))
  },
)

testProp.serial('texts become Latin-1 and texts again', [latin1Text], (t, text) => {
  const bytes = new Uint8Array(Buffer.from(text, 'latin1'))
  t.deepEqual(ask(machine, 'to_latin1', packTexts([text])), bytes)
  t.deepEqual(unpackTexts(ask(machine, 'from_latin1', bytes)), [text])
})

serial('a character above U+00FF has no byte, and the contract panics with its name', (t) => {
  for (const text of atEveryPlace('\u0100')) {
    const { panic } = machine.call('to_latin1', undefined, { input: packTexts([text]) })
    t.is(panic, 'character U+0100 is no byte: only characters up to U+00FF are')
  }
})

/** The test fails unless the contract's method answers with these texts. */
function same(t: ExecutionContext, method: string, input: string[], expected: string[][]): void {
  const actual = unpackTexts(ask(machine, method, packTexts(input)))
  t.deepEqual(actual, expected.flat())
}

function nameOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}
