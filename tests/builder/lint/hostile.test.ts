import { execFileSync } from 'node:child_process'
import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testProp } from '@fast-check/ava'
import test from 'ava'
import fc from 'fast-check'
import { LINT_LIMITS } from '../../../builder/lint/index.ts'
import { parseJson } from '../../../builder/lint/manifest/json.ts'
import { parseToml } from '../../../builder/lint/manifest/toml.ts'
import { CARGO, JAVASCRIPT, PYTHON, RUST } from './support/contracts.ts'
import { type Files, findingsOf, lintFolder, short, writeRepository } from './support/repository.ts'

const NO_UTF8 = Buffer.from([0x5b, 0x61, 0x5d, 0xff, 0xfe])

const broken: [title: string, files: Files, expected: string[]][] = [
  [
    'TOML that is none',
    { 'Cargo.toml': `${CARGO}[[package]\n` },
    ['malformed-manifest error Cargo.toml:17:11'],
  ],
  [
    'a table twice',
    { 'Cargo.toml': `${CARGO}[lib]\n` },
    ['malformed-manifest error Cargo.toml:17:2'],
  ],
  [
    'TOML that is too deep',
    { 'Cargo.toml': `near = ${'['.repeat(10_000)}` },
    ['malformed-manifest error Cargo.toml:1:108'],
  ],
  ['a manifest that is not UTF-8', { 'Cargo.toml': NO_UTF8 }, ['unread-file warning Cargo.toml']],
  [
    'JSON that is none',
    { 'package.json': '{\n  "dependencies": {\n    "near-sdk-js": 2.0.0\n  }\n}' },
    ['malformed-manifest error package.json:3'],
  ],
  [
    'a list as a manifest',
    { 'package.json': '["near-sdk-js"]' },
    ['malformed-manifest error package.json:1'],
  ],
  [
    'a broken manifest of something else',
    { ...JAVASCRIPT, 'fixtures/package.json': '{' },
    ['malformed-manifest warning fixtures/package.json:1'],
  ],
  [
    'a source that is not UTF-8',
    { ...RUST, 'src/lib.rs': NO_UTF8 },
    ['unread-file warning src/lib.rs'],
  ],
  [
    'a source that is too large',
    { ...PYTHON, 'contract.py': '#'.repeat(2 ** 20 + 1) },
    ['unread-file warning contract.py'],
  ],
  [
    'a lock file that is none',
    { ...JAVASCRIPT, 'package-lock.json': '{' },
    ['javascript-install-scripts warning package-lock.json:1'],
  ],
]
for (const [title, files, expected] of broken) {
  test(`it is found: ${title}`, async (t) => {
    t.deepEqual(await findingsOf(t, files, { off: ['python-format'] }), expected)
  })
}

const strange: [title: string, cargo: string][] = [
  ['the manifest has values of other types', 'package = 1\nlib = [1]\ndependencies = "near-sdk"\n'],
  [
    'the keys of a contract have values of other types',
    '[package]\nrepository = 1\nbuild = [1]\n[package.metadata.near]\nreproducible_build = { image = 1, image_digest = [], passed_env = 1, container_build_command = [1], variant = { a = 1 } }\n[dependencies]\nnear-sdk = { version = 1, git = 2, path = [], rev = {} }\n[patch]\na = 1\n[target]\nb = 1\n',
  ],
  [
    'keys are those of all objects',
    '[package]\n[dependencies]\nnear-sdk = "1"\n__proto__ = { path = "../a" }\nconstructor = { git = "b" }\ntoString = "*"\n',
  ],
]
for (const [title, cargo] of strange) {
  test(`it does not throw where ${title}`, async (t) => {
    const folder = await writeRepository(t, { ...JAVASCRIPT, 'Cargo.toml': cargo })
    await t.notThrowsAsync(lintFolder(folder))
  })
}

test('links are not followed: neither manifests, sources nor folders', async (t) => {
  const outside = await writeRepository(t, { ...RUST, 'contract.py': 'import platform\n' })
  const folder = await writeRepository(t, { ...PYTHON, 'js/package.json': undefined })
  await symlink(join(outside, 'Cargo.toml'), join(folder, 'Cargo.toml'))
  await symlink(outside, join(folder, 'other'))
  await symlink(join(outside, 'contract.py'), join(folder, 'more.py'))
  await symlink(folder, join(folder, 'loop'))
  await symlink('/dev/zero', join(folder, 'zero.py'))
  const report = await lintFolder(folder, { off: ['python-format'] })
  t.deepEqual(short(report), [
    'unread-file warning Cargo.toml',
    'unread-file warning more.py',
    'unread-file warning zero.py',
  ])
  t.is(report.contracts.length, 1)
})

test('pipes and folders of the names of manifests are passed over', async (t) => {
  const folder = await writeRepository(t, { ...PYTHON, 'a/Cargo.toml/b': '' })
  execFileSync('mkfifo', [join(folder, 'package.json'), join(folder, 'pipe.py')])
  t.deepEqual(short(await lintFolder(folder, { off: ['python-format'] })), [])
})

test('git that never ends is ended, and asked no more', async (t) => {
  const folder = await writeRepository(t, { ...RUST, ...JAVASCRIPT })
  execFileSync('mkfifo', [join(folder, '.gitignore')])
  const report = await lintFolder(folder, { limits: { ...LINT_LIMITS, timeMs: 1_000 } })
  t.deepEqual(short(report), [])
  t.deepEqual(report.notes, ['Whether files are committed was not checked: git took too long.'])
})

test('git is asked about so many files, and no more', async (t) => {
  const names = Array.from({ length: 4 }, (_, index) => `a${index}.txt`)
  const folder = await writeRepository(t, {
    ...RUST,
    ...Object.fromEntries(names.map((name) => [`src/${name}`, 'a'])),
    'src/lib.rs': names.map((name) => `const A: &str = include_str!("${name}");\n`).join(''),
    '.gitignore': '*.txt',
  })
  const report = await lintFolder(folder, { limits: { ...LINT_LIMITS, askedOfGit: 3 } })
  t.deepEqual(short(report), [
    'rust-included-file error src/lib.rs:1:17',
    'rust-included-file error src/lib.rs:2:17',
  ])
  t.deepEqual(report.notes, [
    'Whether files are committed was checked of 3 files, and not of the others.',
  ])
})

test('a file of many gigabytes is not read', async (t) => {
  const folder = await writeRepository(t, RUST)
  await writeFile(join(folder, 'src/huge.rs'), '')
  await truncate(join(folder, 'src/huge.rs'), 2 ** 36)
  t.deepEqual(short(await lintFolder(folder)), ['unread-file warning src/huge.rs'])
})

test('folders that are too deep, and too many files, are said not to be looked at', async (t) => {
  const folder = await writeRepository(t, RUST)
  await mkdir(join(folder, 'a/'.repeat(100)), { recursive: true })
  const deep = await lintFolder(folder)
  t.false(deep.complete)
  t.regex(deep.notes.join(), /a is more than 64 folders deep\./)
  const limits = { ...LINT_LIMITS, entries: 5 }
  const { complete, notes } = await lintFolder(folder, { limits })
  t.false(complete)
  t.deepEqual(notes, ['There are more than 5 files and folders; the rest was left.'])
})

test('more contracts than there may be are said to be left', async (t) => {
  const folder = await writeRepository(t, { ...RUST, ...JAVASCRIPT })
  const report = await lintFolder(folder, { limits: { ...LINT_LIMITS, contracts: 1 } })
  t.is(report.contracts.length, 1)
  t.false(report.complete)
  t.deepEqual(report.notes, ['There are more than 1 contracts; the rest was left.'])
})

test('all that is read has a limit', async (t) => {
  const folder = await writeRepository(t, RUST)
  const report = await lintFolder(folder, { limits: { ...LINT_LIMITS, totalBytes: CARGO.length } })
  t.deepEqual(short(report), [
    'unread-file warning rust-toolchain.toml',
    'unread-file warning src/lib.rs',
  ])
})

test('a hundred thousand findings are counted, and a few are shown', async (t) => {
  const folder = await writeRepository(t, { ...RUST, 'src/lib.rs': 'file!() '.repeat(100_000) })
  const report = await lintFolder(folder)
  t.is(report.findings.length, LINT_LIMITS.findingsPerFile)
  t.is(report.warnings, 100_000)
  t.is(report.omitted, 100_000 - LINT_LIMITS.findingsPerFile)
})

const NEARLY_ONE_MEGABYTE = 1_000_000
const repeated = [
  '#[cfg(test)]',
  '/*',
  '"',
  "'",
  'r#',
  'r##"',
  '{',
  'env::var ( ',
  'include!( concat!( ',
  '\\',
  '#[path = ',
  '\n[a',
  'a.',
  '   ',
  '"""',
  '# ',
  'from os import ',
]
for (const piece of repeated) {
  test(`a source of ${JSON.stringify(piece)} again and again ends in time`, async (t) => {
    const text = piece.repeat(NEARLY_ONE_MEGABYTE / piece.length)
    const folder = await writeRepository(t, {
      ...RUST,
      ...PYTHON,
      ...JAVASCRIPT,
      'src/lib.rs': text,
      'build.rs': text,
      'contract.py': text,
      'requirements.txt': text,
      'rust-toolchain': text,
      '.python-version': text,
    })
    await t.notThrowsAsync(lintFolder(folder, { off: ['python-format'] }))
  })
}

testProp('no text makes the readers of manifests throw', [fc.string()], (t, text) => {
  t.notThrows(() => parseToml('a.toml', text))
  t.notThrows(() => parseJson('a.json', text))
})
