import { zstdCompressSync } from 'node:zlib'
import test from 'ava'
import { findPaths } from '../../../builder/explain/data/find-paths.ts'
import { findZstdFrames } from '../../../builder/explain/data/zstd-frames.ts'
import { countMoved } from '../../../builder/explain/functions/moved.ts'
import { explain } from '../../../builder/explain/index.ts'
import { moduleOf, name, section } from './support/sections.ts'

const texts: [text: string, paths: string[]][] = [
  ['src/lib.rs', ['src/lib.rs']],
  [
    'overflow/home/alice/.cargo/registry/near-sdk-5.1.0/src/env.rscalled',
    ['/home/alice/.cargo/registry/near-sdk-5.1.0/src/env.rs'],
  ],
  ['/a/b.rs/c/d.rs', ['/a/b.rs', '/c/d.rs']],
  ['C:\\work\\vault\\vault.c is wrong', ['C:\\work\\vault\\vault.c']],
  ['lib.rs', []],
  ['a/b.company and a/.rs', []],
  ['', []],
]
for (const [text, paths] of texts) {
  test(`the source paths in "${text}" are ${JSON.stringify(paths)}`, (t) => {
    t.deepEqual(findPaths(text), paths)
  })
}

test('as many numbers are moved as have to go for the rest to ascend', (t) => {
  t.is(countMoved([]), 0)
  t.is(countMoved([1, 2, 3]), 0)
  t.is(countMoved([3, 1, 2]), 1)
  t.is(countMoved([2, 3, 4, 1]), 1)
  t.is(countMoved([3, 2, 1]), 2)
})

test('a compressed ABI is found whole wherever it stands, and a broken one is not', (t) => {
  const frame = zstdCompressSync(Buffer.from('{"schema_version":"0.4.0"}'.repeat(50)))
  const bytes = new Uint8Array(Buffer.concat([Buffer.alloc(7, 1), frame, Buffer.alloc(9, 2)]))
  t.deepEqual(findZstdFrames(bytes, 0, bytes.length), [{ start: 7, end: 7 + frame.length }])
  t.deepEqual(findZstdFrames(bytes, 0, frame.length), [])
})

/** Makes a module whose functions 0 and 1 give a number, and whose function 2 calls one of them. */
function calling(callee: number, numbers: [number, number]): Uint8Array {
  const bodies = [...numbers.map((number) => [0, 0x41, number, 0x0b]), [0, 0x10, callee, 0x0b]]
  return moduleOf(
    section(1, [1, 0x60, 0, 1, 0x7f]),
    section(3, [3, 0, 0, 0]),
    section(7, [1, ...name('run'), 0, 2]),
    section(10, [3, ...bodies.flatMap((body) => [body.length, ...body])]),
  )
}

test('a function that calls another one is changed, also with the same bytes', (t) => {
  const { functions, reasons } = explain(calling(0, [5, 6]), calling(0, [6, 5]))
  t.is(functions.same, 2)
  t.is(functions.moved, 1)
  t.like(functions.differences, [{ likeness: 'changed', by: 'name', a: { name: 'run' } }])
  t.is(reasons[0]?.code, 'FUNCTIONS_CHANGED')
})

test('a function that calls the same one under another number is the same but for indices', (t) => {
  const { functions, reasons } = explain(calling(0, [5, 6]), calling(1, [6, 5]))
  t.like(functions.differences, [{ likeness: 'indices', a: { name: 'run' } }])
  t.is(reasons[0]?.code, 'FUNCTIONS_REORDERED')
})
