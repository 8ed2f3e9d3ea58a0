import test from 'ava'
import { explain, fullText, printableJson, shortText } from '../../../builder/explain/index.ts'
import { EMPTY, leb, moduleOf, name, section } from './support/sections.ts'

// What a stranger could make to hold up or to fool who explains it: 4 MiB of it, as much as NEAR takes.

const SIZE = 4 * 1024 * 1024

const repeated = (text: string): Buffer => Buffer.alloc(SIZE - 100, text)

/** Makes a module with one data segment. */
function dataModule(content: Uint8Array): Uint8Array {
  const head = [1, 0, 0x41, 0, 0x0b, ...leb(content.length)]
  return moduleOf(section(11, Buffer.concat([Buffer.from(head), content])))
}

/** Makes a module with functions that all have one body. */
function functionModule(body: number[], count: number): Uint8Array {
  const functions = Buffer.concat([Buffer.from(leb(count)), Buffer.alloc(count, 0)])
  const one = Buffer.from([...leb(body.length), ...body])
  const code = Buffer.concat([Buffer.from(leb(count)), Buffer.alloc(count * one.length, one)])
  return moduleOf(section(1, [1, 0x60, 0, 0]), section(3, functions), section(10, code))
}

const long: [what: string, make: () => Uint8Array][] = [
  ['openings of metadata', () => dataModule(repeated('{"link":'))],
  ['nested openings of metadata', () => dataModule(repeated('{"version":{"link":'))],
  ['endings of paths', () => dataModule(repeated('.rs'))],
  ['folders of a path', () => dataModule(repeated('/home/a.rs'))],
  ['short texts', () => dataModule(repeated('abcd\0'))],
  ['one text', () => dataModule(repeated('a'))],
  ['beginnings of compressed frames', () => dataModule(repeated('\x28\xb5\x2f\xfd\0\0\0'))],
  ['zeros', () => dataModule(Buffer.alloc(SIZE - 100))],
  ['functions', () => functionModule([0, 0x0b], 100_000)],
  ['functions that call each other', () => functionModule([0, 0x10, 0x00, 0x0b], 100_000)],
  [
    'blocks in blocks',
    () => functionModule([0, ...Array(60).fill([2, 0x40]).flat(), ...Array(61).fill(0x0b)], 20_000),
  ],
]
for (const [what, make] of long) {
  test(`a module full of ${what} is explained`, (t) => {
    const wasm = make()
    t.true(wasm.length <= SIZE)
    const other = explain(wasm, EMPTY)
    t.false(other.identical)
    t.true(explain(wasm, wasm).identical)
    t.true(shortText(other, { a: 'a', b: 'b' }).length < 5_000)
  })
}

test('more functions or sections than any contract has are refused', (t) => {
  const functions = functionModule([0, 0x0b], 100_001)
  const sections = moduleOf(Buffer.alloc(4 * 10_001, '\0\x02\x01x', 'latin1'))
  t.throws(() => explain(EMPTY, functions), {
    code: 'WASM_TOO_LARGE',
    message: 'File b has 100001 entries in section 3; explain reads at most 100000.',
  })
  t.throws(() => explain(sections, EMPTY), {
    code: 'WASM_TOO_LARGE',
    message: 'File a has 10001 sections; explain reads at most 10000.',
  })
})

const EVIL = 'evil\u001b]0;title\u0007\u202egnp.exe\u2066\u200b\u0085\n\u{e0041}'

const METADATA = JSON.stringify({ version: EVIL, link: EVIL })

test('texts of strangers do nothing on a terminal', (t) => {
  const wasm = moduleOf(
    section(1, [1, 0x60, 0, 0]),
    section(2, [1, ...name(EVIL), ...name(EVIL), 0, 0]),
    section(7, [1, ...name(EVIL), 0, 0]),
    section(11, [1, 1, ...leb(Buffer.byteLength(METADATA)), ...Buffer.from(METADATA)]),
    section(0, [...name(EVIL), 1]),
    section(0, [...name('producers'), 1, ...name(EVIL), 1, ...name(EVIL), ...name(EVIL)]),
    section(0, [...name('target_features'), 1, 0x2b, ...name(EVIL)]),
    section(0, [...name('sourceMappingURL'), ...name(EVIL)]),
  )
  const explanation = explain(wasm, EMPTY)
  const files = { a: EVIL, b: 'b' }
  const texts = [shortText(explanation, files), fullText(explanation, files)]
  for (const text of [...texts, printableJson(explanation)]) {
    t.true(text.includes('evil'))
    // All but the line ends that are ours.
    t.notRegex(text.replaceAll('\n', ''), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}]/u)
  }
  t.false(texts.some((text) => text.includes('evil\n') || /^gnp/m.test(text)))
  t.deepEqual(JSON.parse(printableJson(explanation)), JSON.parse(JSON.stringify(explanation)))
})

test('long names are cut', (t) => {
  const wasm = moduleOf(section(0, [...name('x'.repeat(100_000)), 1]))
  const explanation = explain(wasm, EMPTY)
  t.true(fullText(explanation, { a: 'a', b: 'b' }).length < 5_000)
})
