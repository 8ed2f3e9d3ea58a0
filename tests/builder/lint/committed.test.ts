import { existsSync } from 'node:fs'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'ava'
import { JAVASCRIPT, RUST } from './support/contracts.ts'
import { commit, lintFolder, short, writeRepository } from './support/repository.ts'

test('lock files that git has are committed, wherever in the work tree', async (t) => {
  const folder = await writeRepository(t, { ...RUST, ...JAVASCRIPT })
  commit(folder, '.')
  const report = await lintFolder(folder)
  t.deepEqual(short(report), [])
  t.deepEqual(report.notes, [])
})

test('lock files that are not in git are found, ignored or not', async (t) => {
  const folder = await writeRepository(t, {
    ...RUST,
    'js/package.json': JAVASCRIPT['package.json'],
    'js/package-lock.json': '{}',
    '.gitignore': 'package-lock.json\n',
  })
  commit(folder, 'Cargo.toml', 'js/package.json', '.gitignore')
  const report = await lintFolder(folder)
  t.deepEqual(
    report.findings.map(({ rule, file, what }) => [rule, file, what]),
    [
      ['rust-lock-file', 'Cargo.lock', 'It is not in git.'],
      ['javascript-lock-file', 'js/package-lock.json', 'It is ignored by a .gitignore.'],
    ],
  )
})

test('a lock file that is in git counts, although .gitignore names it', async (t) => {
  const folder = await writeRepository(t, { ...RUST, '.gitignore': 'Cargo.lock\n' })
  commit(folder, '.', 'Cargo.lock')
  t.deepEqual(short(await lintFolder(folder)), [])
})

test('a folder below the top of a work tree is asked about, too', async (t) => {
  const folder = await writeRepository(t, { 'a/Cargo.toml': RUST['Cargo.toml'] })
  await writeFile(join(folder, 'a/Cargo.lock'), '')
  await writeFile(join(folder, 'a/rust-toolchain'), '1.97.1')
  commit(folder, 'a/Cargo.toml')
  const report = await lintFolder(join(folder, 'a'))
  t.deepEqual(short(report), ['rust-lock-file error Cargo.lock:1'])
  t.deepEqual(report.notes, [
    'The folder is a part of a repository; what is above it was not looked at.',
  ])
})

test('nothing that a repository configures for git is run', async (t) => {
  const folder = await writeRepository(t, {
    ...RUST,
    '.gitattributes': '* filter=evil diff=evil\n',
  })
  commit(folder, '.')
  const evil = join(folder, 'evil.sh')
  await writeFile(evil, `#!/bin/sh\ntouch "${folder}/ran"\n`)
  await chmod(evil, 0o755)
  await mkdir(join(folder, '.git/hooks'), { recursive: true })
  for (const hook of ['post-index-change', 'post-checkout', 'reference-transaction']) {
    await writeFile(join(folder, '.git/hooks', hook), `#!/bin/sh\n${evil}\n`, { mode: 0o755 })
  }
  await writeFile(
    join(folder, '.git/config'),
    `[core]
  repositoryformatversion = 0
  fsmonitor = ${evil}
  pager = ${evil}
  sshCommand = ${evil}
  hooksPath = .git/hooks
[filter "evil"]
  clean = ${evil}
  smudge = ${evil}
  process = ${evil}
[diff "evil"]
  textconv = ${evil}
[alias]
  ls-files = !${evil}
  check-ignore = !${evil}
`,
  )
  const report = await lintFolder(folder, { only: ['rust-lock-file'] })
  t.deepEqual(short(report), [])
  t.false(existsSync(join(folder, 'ran')))
})

test('a broken repository is a note, and the other rules hold', async (t) => {
  const folder = await writeRepository(t, { ...RUST, 'build.rs': 'fn main() {}', '.git': 'gitdir' })
  const report = await lintFolder(folder)
  t.deepEqual(short(report), ['rust-build-script warning build.rs:1'])
  t.regex(report.notes.join(), /^Whether files are committed was not checked: git said "/)
})
