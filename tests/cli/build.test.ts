import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { codeHashOf } from '../../protocol/code-hash.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { cli } from './run-in-process.ts'

const root = resolve(import.meta.dirname, '../..')
const cache = ['--cache', join(root, '.countersign/cache')]

test('build writes the wasm and prints its hash as JSON, and progress on stderr', async (t) => {
  const folder = await temporaryFolder(t)
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
  t.is(result.mode, 'preinitialised')
  t.regex(result.inputHash, /^[0-9a-f]{64}$/)
  t.regex(stderr, /^\[0\/\d\] Bundling/)
  t.deepEqual(await readdir(folder), ['registry.wasm'], 'nothing else is left behind')
})

test('build without an entry takes the usual one, and --stock leaves the other build alone', async (t) => {
  const folder = await project(t, 'src/contract.js')
  const first = await cli(['build', ...cache], folder)
  t.is(first.exitCode, 0, first.stderr)
  const wasm = await readFile(join(folder, 'src/contract.wasm'))
  t.true(first.stdout.includes(`wrote      ${join(folder, 'src/contract.wasm')}`))
  t.true(first.stdout.includes(`code hash  ${codeHashOf(wasm, portableHasher)}`))
  t.true(first.stdout.includes(`size       ${wasm.length} bytes`))
  t.true(first.stdout.includes('methods    greet'))
  const second = await cli(['build', '--stock', '--json', ...cache], folder)
  t.is(second.exitCode, 0, second.stderr)
  const { mode, output } = JSON.parse(second.stdout)
  t.deepEqual([mode, output], ['stock', join(folder, 'src/contract.stock.wasm')])
  t.false((await readFile(output)).equals(wasm))
  t.deepEqual(await readFile(join(folder, 'src/contract.wasm')), wasm)
})

test('build of a module with the ending .mjs does not write over it', async (t) => {
  const folder = await project(t, 'contract.mjs')
  const { exitCode, stderr } = await cli(['build', 'contract.mjs', ...cache], folder)
  t.is(exitCode, 0, stderr)
  t.deepEqual((await readdir(folder)).sort(), ['contract.mjs', 'contract.wasm'])
  t.is(await readFile(join(folder, 'contract.mjs'), 'utf8'), CONTRACT)
})

test('build says before it begins where its result cannot go', async (t) => {
  const folder = await project(t, 'src/contract.ts')
  const refusals: [output: string, message: RegExp][] = [
    [
      'src/contract.ts',
      /would overwrite the contract .*contract\.ts\. Name another file with -o\.$/,
    ],
    ['src', /src is a folder\. Name a file in it with -o\.$/],
    ['src/contract.ts/a.wasm', /contract\.ts is a file, so .*a\.wasm cannot be in it\./],
  ]
  for (const [output, message] of refusals) {
    const { exitCode, stdout, stderr } = await cli(['build', '-o', output, ...cache], folder)
    t.is(exitCode, 1)
    t.is(stdout, '')
    t.regex(stderr.trim(), message)
    t.false(stderr.includes('Bundling'))
  }
  t.is(await readFile(join(folder, 'src/contract.ts'), 'utf8'), CONTRACT)
})

test('build where there is no contract says where it looked, and exits with 2', async (t) => {
  const { exitCode, stdout, stderr } = await cli(['build', ...cache], await temporaryFolder(t))
  t.is(exitCode, 2)
  t.is(stdout, '')
  t.regex(
    stderr,
    /there is no src\/contract\.ts, no src\/contract\.js, .*countersign build <entry>/,
  )
})

test('build of a contract that uses the clock names the line and writes nothing', async (t) => {
  const folder = await project(t, 'src/contract.ts', 'export const now = () =>\n  Date.now()\n')
  const { exitCode, stdout, stderr } = await cli(['build', ...cache], folder)
  t.is(exitCode, 1)
  t.is(stdout, '')
  t.regex(stderr, /countersign: contract\.ts uses Date\.now in line 2, column 3/)
  t.deepEqual(await readdir(join(folder, 'src')), ['contract.ts'])
})

test('the help of build shows what is used by default', async (t) => {
  const { exitCode, stdout } = await cli(['build', '--help'], root)
  t.is(exitCode, 0)
  t.regex(stdout, /src\/contract\.ts or\s+src\/contract\.js/)
  t.regex(stdout, /\$ countersign build src\/contract\.ts -o contract\.wasm/)
})

test('build of an entry that is not there says so and exits with 1', async (t) => {
  const { exitCode, stderr, stdout } = await cli(['build', 'no/such/contract.ts', ...cache], root)
  t.is(exitCode, 1)
  t.is(stdout, '')
  t.regex(stderr, /countersign: .*no\/such\/contract\.ts/)
})

const CONTRACT = `import { near } from 'near-sdk-js'\nexport const greet = () => near.valueReturn('hello')\n`

/** Makes a folder with one contract in it. */
async function project(t: ExecutionContext, path: string, source = CONTRACT): Promise<string> {
  const folder = await temporaryFolder(t)
  const file = join(folder, path)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, source)
  return folder
}

async function temporaryFolder(t: ExecutionContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-cli-'))
  t.teardown(() => rm(folder, { recursive: true }))
  return folder
}
