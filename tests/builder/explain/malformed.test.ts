import test from 'ava'
import { explain } from '../../../builder/explain/index.ts'
import { EMPTY, moduleOf, name, section } from './support/sections.ts'

const TYPE = section(1, [1, 0x60, 0, 0])
const FUNCTION = section(3, [1, 0])
const code = (body: number[]) => section(10, [1, body.length, ...body])

const malformed: [what: string, wasm: Uint8Array, at: number, message: RegExp][] = [
  ['no module', Buffer.from('#!/bin/sh'), 0, /does not begin as a module/],
  ['a type that is no function', moduleOf(section(1, [1, 0x5f, 0])), 11, /0x5f begins no type/],
  [
    'an unknown type of a value',
    moduleOf(section(1, [1, 0x60, 1, 0x40, 0])),
    13,
    /0x40 is no type/,
  ],
  ['a type that is not there', moduleOf(section(3, [1, 7])), 11, /there is no type 7/],
  ['functions without code', moduleOf(TYPE, FUNCTION), 18, /1 functions are declared, and 0/],
  ['code without functions', moduleOf(code([0, 0x0b])), 8, /0 functions are declared, and 1/],
  [
    'an export of a function that is not there',
    moduleOf(section(7, [1, ...name('f'), 0, 3])),
    14,
    /there is no function 3/,
  ],
  ['an unknown kind of export', moduleOf(section(7, [1, ...name('f'), 9, 0])), 13, /9 is no kind/],
  [
    'code after its end',
    moduleOf(TYPE, FUNCTION, code([0, 0x0b, 0x01])),
    24,
    /goes on after its end/,
  ],
  [
    'code without an end',
    moduleOf(TYPE, FUNCTION, code([0, 0x02, 0x40])),
    25,
    /ends in the middle/,
  ],
  [
    'a cut number in code',
    moduleOf(TYPE, FUNCTION, code([0, 0x41, 0x80])),
    25,
    /ends in the middle/,
  ],
  ['a section with more in it', moduleOf(section(1, [0, 0])), 11, /goes on after its last entry/],
  [
    'a code section with more in it',
    moduleOf(TYPE, FUNCTION, section(10, [1, 2, 0, 0x0b, 0])),
    24,
    /goes on/,
  ],
  ['a name that is not UTF-8', moduleOf(section(7, [1, 1, 0xff, 0, 0])), 12, /not UTF-8/],
  ['a start function that is not there', moduleOf(section(8, [0])), 10, /there is no function 0/],
  ['data of an unknown form', moduleOf(section(11, [1, 3])), 11, /3 is no form of a data/],
  ['elements of an unknown form', moduleOf(section(9, [1, 8])), 11, /8 is no form of an element/],
  ['a global that may or may not change', moduleOf(section(6, [1, 0x7f, 2])), 12, /does not say/],
  ['limits of an unknown kind', moduleOf(section(5, [1, 9])), 11, /9 is no kind of limits/],
]
for (const [what, wasm, at, message] of malformed) {
  test(`${what} is refused, with the file, the byte and what is wrong`, (t) => {
    for (const [side, pair] of [
      ['a', [wasm, EMPTY]],
      ['b', [EMPTY, wasm]],
    ] as const) {
      const error = t.throws(() => explain(pair[0], pair[1]), { code: 'MALFORMED_WASM', message })
      t.like(error, { name: 'BuilderError', details: { side, at } })
    }
  })
}

test('a broken custom section leaves the module readable', (t) => {
  const broken = (title: string) => moduleOf(section(0, [...name(title), 0xff, 0xff]))
  for (const title of ['name', 'producers', 'target_features', 'sourceMappingURL']) {
    const { custom, reasons } = explain(broken(title), EMPTY)
    t.is(custom[0]?.a?.kind, 'other')
    t.is(reasons[0]?.code, 'ONLY_CUSTOM_SECTIONS')
  }
})

test('instructions that are not known are compared as bytes', (t) => {
  const simd = (lane: number) => moduleOf(TYPE, FUNCTION, code([0, 0xfd, lane, 0x0b]))
  const { functions, reasons } = explain(simd(1), simd(2))
  t.deepEqual(functions.undecoded, { a: 1, b: 1 })
  t.is(functions.changed, 1)
  t.true(reasons.some(({ code: found }) => found === 'FUNCTIONS_CHANGED'))
  t.is(explain(simd(1), simd(1)).functions.same, 1)
})
