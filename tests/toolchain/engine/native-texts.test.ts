import { testProp } from '@fast-check/ava'
import test from 'ava'
import fc from 'fast-check'
import * as portable from '../../../protocol/encodings/portable.ts'
import { packTexts } from '../../fixtures/alike/packed-texts.ts'
import { createMachine, type Machine } from '../../support/machine.ts'
import { anyText, atEveryPlace, LONE_SURROGATES, SPECIAL_CHARACTERS } from '../support/any-text.ts'
import { ask, buildContract } from '../support/contract.ts'
import { makeFolder, removeFolder } from '../support/folders.ts'
import { NEAR_MISSES, nearlyJson } from '../support/nearly-json.ts'

// What a contract takes from the engine for texts is what protocol/encodings/portable.ts gives everywhere else.

let cacheDir: string
let machine: Machine
test.before(async () => {
  cacheDir = await makeFolder()
  machine = createMachine((await buildContract('native-texts.ts', cacheDir)).wasm)
})
test.after.always(() => removeFolder(cacheDir))

const { serial } = test

const looksAt = (texts: string[]) =>
  texts.map((text, index) => [
    portable.firstUnprintable(text),
    portable.utf8Length(text),
    // The engine's looks at characters of one byte only, and so do all who ask it.
    isNarrow(text) && isNarrow(texts[index - 1] ?? '')
      ? portable.span(text, texts[index - 1] ?? '')
      : 0,
    isNarrow(text) ? portable.span(text, 'abcdefghijklmnopqrstuvwxyz') : 0,
  ])

for (const character of [...SPECIAL_CHARACTERS, ...LONE_SURROGATES]) {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  serial(`U+${code} is looked at alike at every place`, (t) => {
    const texts = atEveryPlace(character)
    t.deepEqual(answer('look', packTexts(texts)), looksAt(texts))
  })
}

testProp.serial(
  'texts are looked at alike',
  [fc.array(anyText, { minLength: 10, maxLength: 30 })],
  (t, texts) => {
    t.deepEqual(answer('look', packTexts(texts)), looksAt(texts))
  },
)

const name = fc.oneof(fc.string({ maxLength: 3 }), fc.nat(12).map(String), fc.constant('__proto__'))

testProp.serial(
  'the first field of an object that is not in a list is found',
  [
    fc.array(
      fc.tuple(
        fc.uniqueArray(name, { maxLength: 8 }),
        fc.array(name, { maxLength: 20 }),
        fc.nat(8),
      ),
    ),
  ],
  (t, all) => {
    const pairs = all.map(([keys, others, known]): [object, string[]] => {
      const json = `{${keys.map((key) => `${JSON.stringify(key)}:1`).join(',')}}`
      return [JSON.parse(json), [...others, ...keys.slice(0, known)]]
    })
    const expected = pairs.map(([object, fields]) => portable.unknownField(object, fields) ?? null)
    t.deepEqual(answer('unknown_fields', Buffer.from(JSON.stringify(pairs))), expected)
  },
  { numRuns: 300 },
)

testProp.serial(
  'parts are joined',
  [fc.array(fc.uint8Array({ min: 1 }), { maxLength: 20 })],
  (t, parts) => {
    const input = Buffer.concat(
      parts.flatMap((part, index) => (index === 0 ? [part] : [Buffer.of(0), part])),
    )
    t.deepEqual(ask(machine, 'join', input), new Uint8Array(portable.joinBytes(parts)))
  },
)

testProp.serial(
  'input is read as JSON.parse does, and its texts are written and looked at alike, plain or not',
  [fc.oneof(nearlyJson, fc.json({ stringUnit: 'binary' }), fc.json({ noUnicodeString: true }))],
  (t, json) => {
    const text = json.toWellFormed()
    const read = answer('read', new TextEncoder().encode(text))
    const value = parsed(text)
    if (value === undefined) t.is((read as Thrown).name, 'SyntaxError')
    else if (!/is given twice$/.test((read as Thrown).message ?? ''))
      t.deepEqual(read, seenOf(value))
  },
  { numRuns: 2000 },
)

const TWICE: Record<string, string> = {
  '{"a":1,"a":2}': 'a',
  '{"a":1,"\\u0061":1}': 'a',
  '{"b":{"c":[1,{"d":1,"e":2,"d":3}]}}': 'b.c[1].d',
  '[{"1":1,"1":2}]': '[0][1]',
  '[[[],[{"x":{},"x":{}}]]]': '[0][1][0].x',
  '{"__proto__":1,"__proto__":2}': '__proto__',
  '{"ä€":1,"b":2,"ä€":3}': 'ä€',
  '{"a":{"a":1},"b":{"a":1,"a":1}}': 'b.a',
}
for (const [json, path] of Object.entries(TWICE)) {
  serial(`a member that is given twice is refused and named: ${json}`, (t) => {
    const read = answer('read', new TextEncoder().encode(json)) as Thrown
    t.deepEqual(read, { name: 'SyntaxError', message: `${path} is given twice` })
  })
}

serial('a long path of a member that is given twice is cut off', (t) => {
  for (const name of ['n', 'é', '€', '👋']) {
    const long = JSON.stringify(name.repeat(60))
    const json = `${`{${long}:`.repeat(30)}{"a":1,"a":2}${'}'.repeat(30)}`
    const read = answer('read', new TextEncoder().encode(json)) as Thrown
    t.is(read.name, 'SyntaxError')
    t.true(read.message?.startsWith(name.repeat(10)))
    t.true((read.message?.length ?? 0) <= 256)
  }
})

testProp.serial(
  'members of one name in different objects, and many of different ones, are read',
  [fc.uniqueArray(fc.string({ unit: 'grapheme' }), { maxLength: 60 })],
  (t, names) => {
    const object = Object.fromEntries(names.map((name, index) => [name, index]))
    const json = JSON.stringify([object, object, { a: object, b: object }])
    t.deepEqual(answer('read', new TextEncoder().encode(json)), seenOf(JSON.parse(json)))
  },
)

serial('near misses of JSON are refused', (t) => {
  for (const text of NEAR_MISSES) {
    const read = answer('read', new TextEncoder().encode(text)) as Thrown
    t.is(read.name, 'SyntaxError', JSON.stringify(text))
  }
})

testProp.serial(
  'bytes that are no UTF-8 are refused, and all others read',
  [fc.string({ unit: 'binary' }), fc.nat(), fc.uint8Array({ maxLength: 3 })],
  (t, text, place, put) => {
    const good = Buffer.from(JSON.stringify(text))
    const at = place % (good.length + 1)
    const bytes = Buffer.concat([good.subarray(0, at), put, good.subarray(at)])
    const read = answer('read', bytes) as Thrown
    if (isUtf8(bytes)) t.not(read.message, 'no UTF-8')
    else t.deepEqual(read, { name: 'SyntaxError', message: 'no UTF-8' })
  },
  { numRuns: 1000 },
)

const NO_UTF8 = [
  ...[
    '80',
    'bf',
    'c0 80',
    'c1 bf',
    'c2',
    'c2 41',
    'e0 80 80',
    'e0 9f bf',
    'e2 82',
    'e2 82 41',
    'ed a0 80',
  ],
  ...[
    'ed bf bf',
    'ed a0 bd ed b8 80',
    'f0 80 80 80',
    'f0 8f bf bf',
    'f4 90 80 80',
    'f5 80 80 80',
    'ff',
    'fe',
  ],
  ...['f0 9f 91', 'f8 88 80 80 80', 'fc 84 80 80 80 80', 'c3 a4 a4'],
]
serial('bytes that only look like UTF-8 are refused wherever they stand', (t) => {
  for (const hex of NO_UTF8) {
    for (let before = 0; before < 10; before++) {
      const bad = Buffer.from(hex.replaceAll(' ', ''), 'hex')
      const bytes = Buffer.concat([Buffer.from(`"${'a'.repeat(before)}`), bad, Buffer.from('"')])
      t.false(isUtf8(bytes), hex)
      const read = answer('read', bytes)
      t.deepEqual(read, { name: 'SyntaxError', message: 'no UTF-8' }, `${hex} after ${before}`)
    }
  }
})

serial('what has not the right type is refused with a TypeError', (t) => {
  const said = answer('refusals', new Uint8Array()) as Record<string, string>
  t.is(Object.keys(said).length, 16)
  for (const [call, answered] of Object.entries(said)) t.is(answered, 'TypeError', call)
})

type Thrown = { name?: string; message?: string }

function answer(method: string, input: Uint8Array): unknown {
  return JSON.parse(Buffer.from(ask(machine, method, input)).toString('utf8'))
}

const isNarrow = (text: string) => /^[\0-\u00ff]*$/.test(text)

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

/** What the contract says of a value that it has read. */
function seenOf(value: unknown): unknown {
  const texts = textsOf(value)
  return {
    value: JSON.stringify(value),
    looks: texts.map(portable.firstUnprintable),
    quoted: texts.map(portable.quoted),
    list: portable.quotedList(texts),
  }
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(textsOf)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [key, ...textsOf(inner)])
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
