import { testProp } from '@fast-check/ava'
import test, { type ExecutionContext } from 'ava'
import fc from 'fast-check'
import { packTexts, unpackTexts } from '../../fixtures/alike/packed-texts.ts'
import { findInText, quoteText, readTexts, rebuildText } from '../../fixtures/alike/texts.ts'
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
import { makeFolder, removeFolder } from '../support/folders.ts'

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
      return [text, escapeAll(text), escapeSome(text, isEscaped), rawTexts(list)]
    })
    same(t, 'read', json, json.map(readTexts))
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

testProp.serial('texts become UTF-8 and texts again as in Node', [wellFormedText], (t, text) => {
  const bytes = new TextEncoder().encode(text)
  t.deepEqual(ask(machine, 'to_utf8', packTexts([text])), bytes)
  t.deepEqual(unpackTexts(ask(machine, 'from_utf8', bytes)), [text])
})

serial(
  'half a surrogate pair becomes three bytes and comes back, where Node writes U+FFFD',
  (t) => {
    for (const half of LONE_SURROGATES) {
      for (const text of atEveryPlace(half)) {
        const bytes = ask(machine, 'to_utf8', packTexts([text]))
        const code = half.charCodeAt(0)
        const three = [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)]
        const [before = '', after = ''] = text.split(half)
        t.deepEqual([...bytes], [...Buffer.from(before), ...three, ...Buffer.from(after)])
        t.deepEqual(unpackTexts(ask(machine, 'from_utf8', bytes)), [text])
      }
    }
  },
)

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

/** Writes the characters of JSON texts as \uXXXX where a function says so; the punctuation stays. */
function escapeSome(json: string, isEscaped: (index: number) => boolean): string {
  let isInside = false
  let result = ''
  for (let i = 0; i < json.length; i++) {
    const unit = json.charAt(i)
    if (unit === '\\') {
      const length = json.charAt(i + 1) === 'u' ? 6 : 2
      result += json.slice(i, i + length)
      i += length - 1
      continue
    }
    if (unit === '"') isInside = !isInside
    const code = unit.charCodeAt(0).toString(16).padStart(4, '0')
    result += isInside && unit !== '"' && isEscaped(i) ? `\\u${code}` : unit
  }
  return result
}

function escapeAll(json: string): string {
  return escapeSome(json, () => true)
}

/** Writes a list as JSON with only what must be escaped escaped: halves of surrogate pairs stand as they are. */
function rawTexts(list: string[]): string {
  const quoted = list.map((text) => {
    let result = ''
    for (let i = 0; i < text.length; i++) {
      const unit = text.charAt(i)
      const code = unit.charCodeAt(0).toString(16).padStart(4, '0')
      result += unit < ' ' || unit === '"' || unit === '\\' ? `\\u${code}` : unit
    }
    return `"${result}"`
  })
  return `[${quoted.join(',')}]`
}
