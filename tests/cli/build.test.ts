import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import test from 'ava'
import { codeHashOf } from '../../protocol/code-hash.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { cli } from './run-in-process.ts'

const root = resolve(import.meta.dirname, '../..')
const cache = ['--cache', join(root, '.countersign/cache')]

test('build writes the wasm and prints its hash as JSON, and progress on stderr', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-cli-'))
  t.teardown(() => rm(folder, { recursive: true }))
  const output = join(folder, 'registry.wasm')
  const { exitCode, stdout, stderr } = await cli(
    ['build', 'contract/index.ts', '-o', output, '--json', ...cache],
    root,
  )
  t.is(exitCode, 0, stderr)
  const result = JSON.parse(stdout)
  const wasm = await readFile(output)
  t.is(result.codeHash, codeHashOf(wasm, portableHasher))
  t.is(result.bytes, wasm.length)
  t.true(result.methods.includes('attest'))
  t.regex(stderr, /^\[0\/\d\] Bundling/)
  t.deepEqual(await readdir(folder), ['registry.wasm'], 'nothing else is left behind')
})

test('build of an entry that is not there says so and exits with 1', async (t) => {
  const { exitCode, stderr, stdout } = await cli(['build', 'no/such/contract.ts', ...cache], root)
  t.is(exitCode, 1)
  t.is(stdout, '')
  t.regex(stderr, /countersign: .*no\/such\/contract\.ts/)
})
