import { testProp } from '@fast-check/ava'
import test from 'ava'
import fc from 'fast-check'
import { createWasmReader, readSections } from '../../toolchain/wasm-reader.ts'

// Vectors: https://webassembly.github.io/spec/core/binary/values.html and wikipedia's of LEB128.

const unsigned: [bytes: number[], value: number][] = [
  [[0x00], 0],
  [[0x7f], 127],
  [[0x80, 0x01], 128],
  [[0xe5, 0x8e, 0x26], 624_485],
  [[0x83, 0x00], 3],
  [[0xff, 0xff, 0xff, 0xff, 0x0f], 2 ** 32 - 1],
]
for (const [bytes, value] of unsigned) {
  test(`${hexOf(bytes)} is the unsigned number ${value}`, (t) => {
    const reader = createWasmReader(Uint8Array.from([...bytes, 0x55]))
    t.is(reader.unsigned(), value)
    t.is(reader.byte(), 0x55)
  })
}

const signed: [bytes: number[], value: number][] = [
  [[0x00], 0],
  [[0x3f], 63],
  [[0x40], -64],
  [[0x7f], -1],
  [[0xc0, 0x00], 64],
  [[0xc0, 0xbb, 0x78], -123_456],
  [[0xfe, 0x7f], -2],
  [[0xff, 0xff, 0xff, 0xff, 0x07], 2 ** 31 - 1],
  [[0x80, 0x80, 0x80, 0x80, 0x78], -(2 ** 31)],
]
for (const [bytes, value] of signed) {
  test(`${hexOf(bytes)} is the signed number ${value}`, (t) => {
    const reader = createWasmReader(Uint8Array.from([...bytes, 0x55]))
    t.is(reader.signed(), value)
    t.is(reader.byte(), 0x55)
  })
}

testProp(
  'numbers are read as they were written',
  [fc.nat(2 ** 32 - 1), fc.integer()],
  (t, a, b) => {
    const reader = createWasmReader(Uint8Array.from([...unsignedLeb(a), ...signedLeb(b), 7]))
    t.deepEqual([reader.unsigned(), reader.signed(), reader.byte()], [a, b, 7])
  },
)

test('a name is UTF-8 behind its length, and reading may start anywhere', (t) => {
  const reader = createWasmReader(Uint8Array.from([9, 9, 4, 0xc3, 0xa4, 0x62, 0x63, 0, 1]), 2)
  t.deepEqual([reader.name(), reader.name(), reader.byte()], ['äbc', '', 1])
  t.is(reader.at, 9)
})

const MAGIC = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]

test('sections are found with their headers, contents and names', (t) => {
  const wasm = Uint8Array.from([
    ...MAGIC,
    1,
    2,
    0xaa,
    0xbb,
    0,
    4,
    2,
    0x61,
    0x62,
    0xcc,
    11,
    0x81,
    0x00,
    0xdd,
  ])
  t.deepEqual(readSections(wasm), [
    { id: 1, name: '', from: 8, start: 10, end: 12 },
    { id: 0, name: 'ab', from: 12, start: 17, end: 18 },
    { id: 11, name: '', from: 18, start: 21, end: 22 },
  ])
})

test('a module without sections has none', (t) => {
  t.deepEqual(readSections(Uint8Array.from(MAGIC)), [])
})

test('sections follow one another without a gap in a module that V8 takes', (t) => {
  const body = [0, 0x41, 0x2a, 0x0b]
  const wasm = Uint8Array.from([
    ...MAGIC,
    ...[1, 5, 1, 0x60, 0, 1, 0x7f],
    ...[3, 2, 1, 0],
    ...[7, 5, 1, 1, 0x66, 0, 0],
    ...[10, body.length + 2, 1, body.length, ...body],
    ...[0, 3, 2, 0x78, 0x79],
  ])
  t.true(WebAssembly.validate(wasm))
  const sections = readSections(wasm)
  t.deepEqual(
    sections.map(({ id, name }) => `${id}${name}`),
    ['1', '3', '7', '10', '0xy'],
  )
  t.deepEqual(
    sections.map(({ from }) => from),
    [MAGIC.length, ...sections.slice(0, -1).map(({ end }) => end)],
  )
})

function hexOf(bytes: number[]): string {
  return Buffer.from(bytes).toString('hex')
}

function unsignedLeb(value: number): number[] {
  return value < 128 ? [value] : [128 + (value % 128), ...unsignedLeb(Math.floor(value / 128))]
}

function signedLeb(value: number): number[] {
  if (value >= -64 && value < 64) return [value & 127]
  return [128 | (value & 127), ...signedLeb(value >> 7)]
}
