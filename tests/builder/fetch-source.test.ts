import { lstat, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { type FetchSource, fetchSource } from '../../builder/index.ts'
import { makeRepository, type Repository, temporaryFolder } from './support/repository.ts'

type Fetched = { directory: string; commitTime: number }

async function fetchInto(
  t: ExecutionContext,
  { path, commit }: Pick<Repository, 'path' | 'commit'>,
  more: Partial<FetchSource> = {},
): Promise<Fetched> {
  const directory = join(await temporaryFolder(t, 'checkout'), 'source')
  const fetched = await fetchSource({
    repository: path,
    commit,
    directory,
    allowLocal: true,
    ...more,
  })
  return { directory, ...fetched }
}

test('a commit is checked out as it was, whatever came after it', async (t) => {
  const repository = await makeRepository(t, { 'src/lib.rs': 'first\r\n', 'a b': 'space' })
  await writeFile(join(repository.path, 'src/lib.rs'), 'second')
  await repository.git('commit', '--quiet', '--all', '--message=Later')
  const { directory, commitTime } = await fetchInto(t, repository)
  t.is(await readFile(join(directory, 'src/lib.rs'), 'utf8'), 'first\r\n')
  t.is(await readFile(join(directory, 'a b'), 'utf8'), 'space')
  t.is(commitTime, Number(await repository.git('show', '-s', '--format=%ct', repository.commit)))
})

test('a commit that is not there is an error that names it and the repository', async (t) => {
  const repository = await makeRepository(t, { a: '' })
  const commit = 'ab'.repeat(20)
  const error = await t.throwsAsync(fetchInto(t, { ...repository, commit }))
  t.like(error, { code: 'FETCH_FAILED' })
  t.true(error?.message.includes(commit) && error.message.includes(repository.path))
})

test('a repository of this machine is not read unless that is asked for', async (t) => {
  const repository = await makeRepository(t, { a: '' })
  for (const address of [repository.path, `file://${repository.path}`]) {
    const fetching = fetchInto(t, { ...repository, path: address }, { allowLocal: false })
    const error = await t.throwsAsync(fetching)
    t.regex(error?.message ?? '', /transport 'file' not allowed/)
  }
})

const TRANSPORTS = [
  'http://127.0.0.1:9/a.git',
  'ssh://127.0.0.1:9/a.git',
  'git://127.0.0.1:9/a.git',
  'ext::sh -c "touch pwned"',
  '--upload-pack=touch pwned',
]

for (const repository of TRANSPORTS) {
  test(`git does not speak ${repository}`, async (t) => {
    const directory = await temporaryFolder(t, 'checkout')
    const fetching = fetchSource({ repository, commit: 'ab'.repeat(20), directory })
    t.like(await t.throwsAsync(fetching), { code: 'FETCH_FAILED' })
    t.false((await readdir(directory)).includes('pwned'))
  })
}

test('submodules come at their recorded commits, and theirs', async (t) => {
  const inner = await makeRepository(t, { deep: 'old' })
  const middle = await makeRepository(t, { middle: '' })
  await middle.git('submodule', '--quiet', 'add', inner.path, 'inner')
  await middle.git('commit', '--quiet', '--message=With a submodule')
  const outer = await makeRepository(t, { outer: '' })
  await outer.git('submodule', '--quiet', 'add', middle.path, 'middle')
  await outer.git('commit', '--quiet', '--message=With a submodule')
  const commit = await outer.git('rev-parse', 'HEAD')
  await writeFile(join(inner.path, 'deep'), 'new')
  await inner.git('commit', '--quiet', '--all', '--message=Later')

  const with_ = await fetchInto(t, { ...outer, commit }, { submodules: true })
  t.is(await readFile(join(with_.directory, 'middle/inner/deep'), 'utf8'), 'old')
  const without = await fetchInto(t, { ...outer, commit })
  t.deepEqual(await readdir(join(without.directory, 'middle')), [])
})

/** `.gitmodules` and what must not come of it. */
const TRICKS: [what: string, gitmodules: string][] = [
  ['runs a command as its address', '[submodule "a"]\n\tpath = a\n\turl = ext::sh -c touch% pwned'],
  [
    'has an option for its address',
    '[submodule "a"]\n\tpath = a\n\turl = --upload-pack=touch pwned',
  ],
  [
    'has an update command',
    '[submodule "a"]\n\tpath = a\n\turl = https://127.0.0.1:9/a\n\tupdate = !touch pwned',
  ],
  [
    'is named out of the folder',
    '[submodule "../../a"]\n\tpath = a\n\turl = https://127.0.0.1:9/a',
  ],
  ['lies at an option', '[submodule "a"]\n\tpath = -a\n\turl = https://127.0.0.1:9/a'],
]

for (const [what, gitmodules] of TRICKS) {
  test(`a submodule that ${what} is refused`, async (t) => {
    const repository = await makeRepository(t, { '.gitmodules': gitmodules })
    // A link to a commit, without which git passes a submodule over.
    await repository.git('update-index', '--add', '--cacheinfo', `160000,${'ab'.repeat(20)},a`)
    await repository.git('commit', '--quiet', '--message=A trick')
    const commit = await repository.git('rev-parse', 'HEAD')
    const directory = await temporaryFolder(t, 'checkout')
    const fetching = fetchSource({
      repository: repository.path,
      commit,
      directory,
      allowLocal: true,
      submodules: true,
    })
    t.like(await t.throwsAsync(fetching), { code: 'FETCH_FAILED' })
    const files = await readdir(directory, { recursive: true })
    t.deepEqual(
      files.filter((name) => name.includes('pwned')),
      [],
    )
  })
}

test('hooks and filters of a source do not run', async (t) => {
  const repository = await makeRepository(t, {
    '.gitattributes': '* filter=evil diff=evil merge=evil',
    '.gitconfig': '[filter "evil"]\n\tsmudge = touch pwned\n[core]\n\thooksPath = hooks',
    'hooks/post-checkout': '#!/bin/sh\ntouch pwned\n',
    a: 'content',
  })
  const { directory } = await fetchInto(t, repository, { submodules: true, symlinks: true })
  t.is(await readFile(join(directory, 'a'), 'utf8'), 'content')
  t.false((await readdir(directory)).includes('pwned'))
})

test('a link is a file with its target, or a link where the build runs elsewhere', async (t) => {
  const repository = await makeRepository(t, { a: '' })
  await symlink('/etc/passwd', join(repository.path, 'link'))
  await repository.git('add', 'link')
  await repository.git('commit', '--quiet', '--message=A link')
  const commit = await repository.git('rev-parse', 'HEAD')
  const plain = await fetchInto(t, { ...repository, commit })
  t.is(await readFile(join(plain.directory, 'link'), 'utf8'), '/etc/passwd')
  const real = await fetchInto(t, { ...repository, commit }, { symlinks: true })
  t.true((await lstat(join(real.directory, 'link'))).isSymbolicLink())
})

test('a source that takes more than it may is given up', async (t) => {
  const zeros = Buffer.alloc(3_000_000)
  const repository = await makeRepository(t, { a: zeros })
  const fetching = fetchInto(t, repository, { limits: { timeMs: 60_000, diskBytes: 1_000_000 } })
  const error = await t.throwsAsync(fetching)
  t.regex(error?.message ?? '', /more than 1000000 bytes/)
  const { directory } = await fetchInto(t, repository, {
    limits: { timeMs: 60_000, diskBytes: 10_000_000 },
  })
  t.is((await lstat(join(directory, 'a'))).size, zeros.length)
})

test('a fetch that is ended ends', async (t) => {
  const repository = await makeRepository(t, { a: '' })
  const signal = AbortSignal.abort(new Error('Ended by the test.'))
  await t.throwsAsync(fetchInto(t, repository, { signal }), { message: 'Ended by the test.' })
})
