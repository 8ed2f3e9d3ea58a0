import { spawnSync } from 'node:child_process'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import anyTest from 'ava'
import { testWith } from '../../support/optional-tool.ts'
import { PYPROJECT, PYTHON } from './support/contracts.ts'
import { findingsOf, lintFolder, short, writeRepository } from './support/repository.ts'

const UNFORMATTED = 'def get( ) :\n    return   "value"\n'
// Debian calls it yapf3.
const yapf = spawnSync('yapf', ['--version']).status === 0 ? 'yapf' : 'yapf3'

anyTest('without a configured formatter it is said that there is none', async (t) => {
  const files = { ...PYTHON, 'pyproject.toml': PYPROJECT.replace('[tool.black]', '[tool.a]') }
  t.deepEqual(await findingsOf(t, files), ['python-format warning pyproject.toml:1'])
})

anyTest('where the formatter is not installed, a note says so', async (t) => {
  const folder = await writeRepository(t, PYTHON)
  const report = await lintFolder(folder, { env: { PATH: '/nonexistent' } })
  t.deepEqual(short(report), [])
  t.deepEqual(report.notes, [
    "The form of pyproject.toml's sources was not checked: black is not installed.",
  ])
})

anyTest('a formatter in the linted folder is not run', async (t) => {
  const folder = await writeRepository(t, PYTHON)
  const bin = join(folder, 'bin')
  await mkdir(bin)
  await writeFile(join(bin, 'black'), `#!/bin/sh\ntouch "${folder}/ran"\nexit 1\n`)
  await chmod(join(bin, 'black'), 0o755)
  const report = await lintFolder(folder, { env: { PATH: `${bin}:bin:.` } })
  t.regex(report.notes.join(), /black is not installed/)
  t.deepEqual(short(report), [])
})

const black = testWith(anyTest, {
  command: 'black',
  args: ['--version'],
  install: 'on Debian: apt-get install black, or pip install black.',
}).test

black('Black finds sources that it would change, and changes none', async (t) => {
  const folder = await writeRepository(t, {
    ...PYTHON,
    'contract.py': UNFORMATTED,
    'more/good.py': 'x = 1\n',
    'more/a b.py': 'x=1\n',
  })
  const report = await lintFolder(folder)
  t.deepEqual(short(report), [
    'python-format warning contract.py:1',
    'python-format warning more/a b.py:1',
  ])
  t.deepEqual(report.notes, [])
  const again = await lintFolder(folder)
  t.deepEqual(again, report, 'nothing was written')
})

black('Black that is told to be quiet still says no', async (t) => {
  const files = {
    ...PYTHON,
    'contract.py': UNFORMATTED,
    'pyproject.toml': PYPROJECT.replace('[tool.black]', '[tool.black]\nquiet = true'),
  }
  t.deepEqual(await findingsOf(t, files), ['python-format warning pyproject.toml:8'])
})

black('a source that is too large for a formatter is a note', async (t) => {
  const folder = await writeRepository(t, { ...PYTHON, 'more.py': 'x=1\n'.repeat(70_000) })
  const report = await lintFolder(folder)
  t.deepEqual(short(report), [])
  t.deepEqual(report.notes, ['The form of more.py was not checked: it is too large.'])
})

black('a source that Black cannot read is a note', async (t) => {
  const folder = await writeRepository(t, { ...PYTHON, 'contract.py': 'def (:\n' })
  const report = await lintFolder(folder)
  t.deepEqual(short(report), [])
  t.regex(report.notes.join(), /not checked: black ended with 123\./)
})

const withYapf = testWith(anyTest, {
  command: yapf,
  args: ['--version'],
  install: 'on Debian: apt-get install yapf3, or pip install yapf.',
}).test

const YAPF = {
  ...PYTHON,
  'pyproject.toml': PYPROJECT.replace('[tool.black]', '[tool.a]'),
  // For pyproject.toml some releases of YAPF need another package.
  '.style.yapf': '[style]\nindent_width = 4\n',
}

withYapf('YAPF finds sources that it would change', async (t) => {
  const files = { ...YAPF, 'contract.py': UNFORMATTED, 'more/a b.py': 'x=1\n' }
  t.deepEqual(await findingsOf(t, files), [
    'python-format warning contract.py:1',
    'python-format warning more/a b.py:1',
  ])
  t.deepEqual(await findingsOf(t, YAPF), [])
})

withYapf('YAPF that does not begin is a note', async (t) => {
  const folder = await writeRepository(t, {
    ...YAPF,
    '.style.yapf': '[style]\nnone = 1\n',
  })
  const report = await lintFolder(folder)
  t.deepEqual(short(report), [])
  t.regex(report.notes.join(), /not checked: yapf said ".*Unknown style option/)
})
