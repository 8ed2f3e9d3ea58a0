import { testProp } from '@fast-check/ava'
import test from 'ava'
import fc from 'fast-check'
import {
  createWasmReader,
  readBodies,
  readSections,
  type WasmReader,
} from '../../toolchain/wasm-reader.ts'

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

test('numbers of 33 and 64 bits are read as they were written', (t) => {
  const read = (bytes: number[]) => createWasmReader(Uint8Array.from(bytes))
  t.is(read([0x40]).signed33(), -64)
  t.is(read([0xff, 0xff, 0xff, 0xff, 0x0f]).signed33(), 2 ** 32 - 1)
  t.is(read([0x80, 0x80, 0x80, 0x80, 0x70]).signed33(), -(2 ** 32))
  const nine = (byte: number) => Array.from({ length: 9 }, () => byte)
  t.is(read([...nine(0xff), 0x00]).signed64(), 2n ** 63n - 1n)
  t.is(read([...nine(0x80), 0x7f]).signed64(), -(2n ** 63n))
  t.is(read([0xc0, 0xbb, 0x78]).signed64(), -123_456n)
})

const refused: [
  what: string,
  bytes: number[],
  read: (reader: WasmReader) => unknown,
  at: number,
][] = [
  ['a byte where there is none', [], (r) => r.byte(), 0],
  ['a number that does not end', [0x80, 0x80], (r) => r.unsigned(), 2],
  ['a number of six bytes', [0x80, 0x80, 0x80, 0x80, 0x80, 0], (r) => r.unsigned(), 0],
  ['an unsigned number of 33 bits', [0xff, 0xff, 0xff, 0xff, 0x1f], (r) => r.unsigned(), 0],
  ['a signed number of 33 bits', [0xff, 0xff, 0xff, 0xff, 0x0f], (r) => r.signed(), 0],
  ['a negative number of 33 bits', [0x80, 0x80, 0x80, 0x80, 0x70], (r) => r.signed(), 0],
  ['a block type of 34 bits', [0x80, 0x80, 0x80, 0x80, 0x60], (r) => r.signed33(), 0],
  ['65 bits', [...Array.from({ length: 9 }, () => 0x80), 0x01], (r) => r.signed64(), 0],
  ['eleven bytes', Array.from({ length: 11 }, () => 0x80), (r) => r.signed64(), 0],
  ['more bytes than are left', [1, 2], (r) => r.bytes(3), 0],
  ['a name that is longer than the rest', [3, 0x61, 0x62], (r) => r.name(), 1],
  ['a name that is not UTF-8', [2, 0xc3, 0x28], (r) => r.name(), 1],
  ['more things than bytes', [9, 1, 1], (r) => r.count(), 0],
]
for (const [what, bytes, read, at] of refused) {
  test(`${what} is refused with the byte where it is`, (t) => {
    t.throws(() => read(createWasmReader(Uint8Array.from(bytes))), {
      code: 'MALFORMED_WASM',
      message: new RegExp(`^The wasm is malformed at byte ${at}: `),
    })
  })
}

test('a reader stops at its limit, though more bytes follow', (t) => {
  const reader = createWasmReader(Uint8Array.from([1, 2, 3]), 0, 2)
  t.deepEqual([reader.byte(), reader.byte()], [1, 2])
  t.throws(() => reader.byte(), { code: 'MALFORMED_WASM' })
})

const noModules: [what: string, bytes: number[], at: number][] = [
  ['nothing', [], 0],
  ['another kind of file', [0x7f, 0x45, 0x4c, 0x46, 1, 0, 0, 0], 0],
  ['a component', [...MAGIC.slice(0, 4), 0x0d, 0, 1, 0], 4],
  ['a section that is unknown', [...MAGIC, 14, 0], 8],
  ['a section longer than the file', [...MAGIC, 1, 2, 0], 10],
  ['a section that is there twice', [...MAGIC, 1, 1, 0, 1, 1, 0], 11],
  ['sections out of their order', [...MAGIC, 11, 1, 0, 10, 1, 0], 11],
  ['a custom section without room for its name', [...MAGIC, 0, 2, 5, 0x61, 0x62, 0x63, 0x64], 11],
  ['a header that is cut off', [...MAGIC, 1], 9],
]
for (const [what, bytes, at] of noModules) {
  test(`${what} is no module, and the byte is named`, (t) => {
    t.throws(() => readSections(Uint8Array.from(bytes)), {
      code: 'MALFORMED_WASM',
      message: new RegExp(`at byte ${at}:`),
    })
  })
}

test('a body that is longer than its section is refused', (t) => {
  const wasm = Uint8Array.from([...MAGIC, 10, 3, 1, 2, 0, 0, 2, 1, 0x61])
  const [code] = readSections(wasm)
  if (code === undefined) return t.fail()
  t.throws(() => readBodies(wasm, code), { code: 'MALFORMED_WASM', message: /at byte 12:/ })
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
