import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'ava'
import { CARGO, RUST } from '../builder/lint/support/contracts.ts'
import { lintFolder, writeRepository } from '../builder/lint/support/repository.ts'
import { sarifLog } from '../builder/lint/support/sarif-schema.ts'
import { root, temporaryFolder } from '../toolchain/support/folders.ts'
import { cli } from './run-in-process.ts'

const WARNED = { ...RUST, 'build.rs': 'fn main() {}\n' }
const FAILED = { ...WARNED, 'Cargo.lock': undefined }

test('errors are said with place, why and fix, and exit code 1', async (t) => {
  const folder = await writeRepository(t, { 'contracts/vault/Cargo.toml': RUST['Cargo.toml'] })
  const { exitCode, stdout, stderr } = await cli(['lint', folder, '--off', 'rust-toolchain'])
  t.is(exitCode, 1)
  t.is(stderr, '')
  t.is(
    stdout,
    `contracts/vault/Cargo.toml:1  error  rust-lock-file
  There is no contracts/vault/Cargo.lock.
  why  Without it cargo takes the newest versions of the day, and cargo-near refuses to build.
  fix  Run cargo generate-lockfile, take Cargo.lock out of .gitignore and commit it.

1 error, 0 warnings in 1 contract: contracts/vault/Cargo.toml (rust)
`,
  )
})

test('warnings alone give exit code 0, and the folder is that of the command if none is named', async (t) => {
  const folder = await writeRepository(t, WARNED)
  const { exitCode, stdout } = await cli(['lint'], folder)
  t.is(exitCode, 0)
  t.regex(stdout, /^build\.rs:1 {2}warning {2}rust-build-script$/m)
  t.regex(stdout, /^0 errors, 1 warning in 1 contract: Cargo\.toml \(rust\)\n$/m)
})

test('--json prints the whole report as one line', async (t) => {
  const folder = await writeRepository(t, FAILED)
  const { exitCode, stdout } = await cli(['lint', folder, '--json'])
  t.is(exitCode, 1)
  t.is(stdout.indexOf('\n'), stdout.length - 1)
  t.deepEqual(JSON.parse(stdout), await lintFolder(folder))
})

test('--sarif prints a log with the version of the command', async (t) => {
  const folder = await writeRepository(t, FAILED)
  const { exitCode, stdout } = await cli(['lint', folder, '--sarif'])
  t.is(exitCode, 1)
  const [run] = sarifLog.parse(JSON.parse(stdout)).runs
  t.is(run?.results.length, 2)
  t.is(run?.tool.driver.semanticVersion, '0.1.0')
})

test('--rule and --off choose rules', async (t) => {
  const folder = await writeRepository(t, FAILED)
  const rulesOf = async (...args: string[]) => {
    const { exitCode, stdout } = await cli(['lint', folder, '--json', ...args])
    const { findings } = JSON.parse(stdout) as { findings: { rule: string }[] }
    return [exitCode, ...findings.map(({ rule }) => rule)]
  }
  t.deepEqual(await rulesOf(), [1, 'rust-lock-file', 'rust-build-script'])
  t.deepEqual(await rulesOf('--rule', 'rust-build-script', 'rust-patch'), [0, 'rust-build-script'])
  t.deepEqual(await rulesOf('--off', 'rust-lock-file', 'rust-build-script'), [0])
})

test('wrong arguments are refused with exit code 2', async (t) => {
  for (const [args, message] of [
    [['--rule', 'none'], /there is no rule "none"/],
    [['--off', 'none'], /there is no rule "none"/],
    [['--json', '--sarif'], /say either --json or --sarif/],
    [['a', 'b'], /too many arguments/],
  ] as const) {
    const { exitCode, stdout, stderr } = await cli(['lint', ...args])
    t.is(exitCode, 2)
    t.is(stdout, '')
    t.regex(stderr, message)
  }
})

test('a folder that is none, or has no contract, is named with exit code 3', async (t) => {
  const folder = await writeRepository(t, { 'package.json': '{}', 'Cargo.toml': '[package]\n' })
  for (const [name, message] of [
    ['none', /none cannot be read \(ENOENT\)/],
    ['package.json', /package\.json is no folder\. Name a repository\./],
    ['.', /^countersign: There is no contract in /],
  ] as const) {
    const { exitCode, stdout, stderr } = await cli(['lint', name], folder)
    t.is(exitCode, 3)
    t.is(stdout, '')
    t.regex(stderr, message)
    t.is(stderr.split('\n').length, 2, 'one line')
  }
})

test('a folder that was not looked at to the end gives exit code 3, unless there are errors', async (t) => {
  const deep = { [`${'a/'.repeat(70)}b`]: '' }
  for (const [files, code, message] of [
    [RUST, 3, 'countersign: Not everything was looked at.\n'],
    [FAILED, 1, ''],
  ] as const) {
    const { exitCode, stdout, stderr } = await cli([
      'lint',
      await writeRepository(t, { ...files, ...deep }),
    ])
    t.is(exitCode, code)
    t.is(stderr, message)
    t.regex(stdout, /^note: .*a is more than 64 folders deep\.$/m)
  }
})

test('no character of a name or a manifest acts on a terminal', async (t) => {
  const folder = await writeRepository(t, {
    ...RUST,
    'Cargo.toml': `${CARGO}"a\\u001b[31m" = { path = "../\\u202e" }\n`,
    'src/\u001b[2J.rs': 'const A: &str = file!();',
  })
  for (const option of [[], ['--json'], ['--sarif']]) {
    const { stdout } = await cli(['lint', folder, ...option])
    t.notRegex(stdout, /[^\P{C}\n]/u)
    t.regex(stdout, /rust-path-dependency/)
    t.regex(stdout, /rust-path-macro/)
  }
})

test("the examples, in a package like this repository's, have nothing to be found", async (t) => {
  const folder = await temporaryFolder(t)
  for (const name of ['examples', 'package.json', 'package-lock.json', '.npmrc']) {
    await cp(join(root, name), join(folder, name), { recursive: true })
  }
  const { exitCode, stdout } = await cli(['lint', folder])
  t.is(exitCode, 0)
  t.is(stdout, '0 errors, 0 warnings in 1 contract: package.json (javascript)\n')
})
