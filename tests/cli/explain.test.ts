import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { explain } from '../../builder/explain/index.ts'
import { EMPTY, producers, withCustom } from '../builder/explain/support/sections.ts'
import { cli } from './run-in-process.ts'

const ONE = withCustom(EMPTY, 'producers', producers('rustc', '1.97.1'))
const OTHER = withCustom(EMPTY, 'producers', producers('rustc', '1.98.0'))

test('identical files are said to be so, with exit code 0', async (t) => {
  const folder = await files(t, { 'a.wasm': ONE, 'b.wasm': ONE })
  const { exitCode, stdout, stderr } = await cli(['explain', 'a.wasm', 'b.wasm'], folder)
  t.is(exitCode, 0)
  t.regex(stdout, /^identical +48 bytes, code hash \w{43,44}\n$/)
  t.is(stderr, '')
})

test('files that differ are explained in a few lines, with exit code 1', async (t) => {
  const folder = await files(t, { 'a.wasm': ONE, 'b.wasm': OTHER })
  const { exitCode, stdout, stderr } = await cli(['explain', 'a.wasm', 'b.wasm'], folder)
  t.is(exitCode, 1)
  t.is(stderr, '')
  t.regex(stdout, /^different {2}a\.wasm \(a\) and b\.wasm \(b\)\n/)
  t.regex(
    stdout,
    /^certain +Only custom sections differ; .*\n +producers: a 28 bytes, b 28 bytes$/m,
  )
  t.regex(stdout, /processed-by rustc: a "1\.97\.1", b "1\.98\.0"/)
  t.true(stdout.split('\n').length < 15, stdout)
})

test('--full says everything, part by part', async (t) => {
  const folder = await files(t, { 'a.wasm': ONE, 'b.wasm': OTHER })
  const { exitCode, stdout } = await cli(['explain', 'a.wasm', 'b.wasm', '--full'], folder)
  t.is(exitCode, 1)
  t.regex(stdout, /^why\n {2}certain/m)
  t.regex(
    stdout,
    /^custom sections\n {2}producers: a 28 bytes, rustc 1\.97\.1, b 28 bytes, rustc 1\.98\.0$/m,
  )
})

test('--json prints the whole explanation as one line', async (t) => {
  const folder = await files(t, { 'a.wasm': ONE, 'b.wasm': OTHER })
  const { exitCode, stdout } = await cli(['explain', 'a.wasm', 'b.wasm', '--json'], folder)
  t.is(exitCode, 1)
  t.is(stdout.indexOf('\n'), stdout.length - 1)
  t.deepEqual(JSON.parse(stdout), JSON.parse(JSON.stringify(explain(ONE, OTHER))))
})

const unreadable: [what: string, b: string, message: RegExp][] = [
  ['is not there', 'none.wasm', /none\.wasm/],
  ['is a folder', 'folder', /folder is not a file\. Name two files of WebAssembly\./],
  [
    'is no WebAssembly',
    'text',
    /^countersign: text: File b is not .* at byte 0, it does not begin/,
  ],
  ['is empty', 'empty', /^countersign: empty: File b is not .* at byte 0/],
]
for (const [what, b, message] of unreadable) {
  test(`a file that ${what} is named, with exit code 3`, async (t) => {
    const folder = await files(t, { 'a.wasm': ONE, text: Buffer.from('wasm'), empty: Buffer.of() })
    await mkdir(join(folder, 'folder'))
    const { exitCode, stdout, stderr } = await cli(['explain', 'a.wasm', b], folder)
    t.is(exitCode, 3)
    t.is(stdout, '')
    t.regex(stderr, message)
    t.is(stderr.split('\n').length, 2, 'one line')
  })
}

async function files(
  t: ExecutionContext,
  contents: Readonly<Record<string, Uint8Array>>,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-explain-'))
  t.teardown(() => rm(folder, { recursive: true }))
  for (const [name, content] of Object.entries(contents))
    await writeFile(join(folder, name), content)
  return folder
}
