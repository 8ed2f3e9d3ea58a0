import { execFileSync } from 'node:child_process'
import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import test, { type ExecutionContext } from 'ava'
import { checkInstalled } from '../../toolchain/digest/installed.ts'
import { lockedClosure } from '../../toolchain/digest/lock-file.ts'
import type * as Toolchain from '../../toolchain/index.ts'
import { toolchainDigest } from '../../toolchain/index.ts'
import { root, temporaryFolder } from './support/folders.ts'

test('the command in the docs computes the digest without any code of the toolchain', async (t) => {
  const { digest } = await toolchainDigest()
  t.regex(digest, /^sha256:[0-9a-f]{64}$/)
  t.is(await digestByTheDocs(root), digest)
})

test('the text has its format, then packages, then files, each kind sorted', async (t) => {
  const { text, packages, files } = await toolchainDigest()
  const lines = text.split('\n')
  t.is(lines.shift(), 'countersign toolchain 1')
  t.is(lines.pop(), '')
  const kinds = lines.map((line) => line.split(' ', 1)[0])
  t.deepEqual(kinds, [...packages.map(() => 'package'), ...files.map(() => 'file')])
  t.deepEqual(lines.slice(0, packages.length), lines.slice(0, packages.length).sort())
  t.true(packages.some(({ name }) => name === 'lodash-es'))
  t.true(packages.every(({ integrity }) => integrity.startsWith('sha512-')))
  t.true(files.some(({ path }) => path === 'engine/c/methods.h'))
  t.is(new Set(lines).size, lines.length)
})

test('another integrity of any package gives another digest', async (t) => {
  const { digest } = await toolchainDigest()
  const folder = await copyToolchain(t)
  t.is(await digestIn(folder), digest)
  const lockFile = join(folder, 'package-lock.json')
  const lock = JSON.parse(await readFile(lockFile, 'utf8')) as Lock
  const pinned = lock.packages['node_modules/lodash-es']
  if (pinned === undefined) throw new TypeError('The lock file lacks lodash-es.')
  pinned.integrity = pinned.integrity.replace(/.{10}$/, 'AAAAAAAA==')
  await writeFile(lockFile, JSON.stringify(lock))
  const other = await digestIn(folder)
  t.not(other, digest)
  t.is(await digestByTheDocs(folder), other)
})

test('another text of a source gives another digest, and so does one file more', async (t) => {
  const { digest } = await toolchainDigest()
  const folder = await copyToolchain(t)
  const source = join(folder, 'toolchain/engine/c/memory.c')
  await writeFile(source, `${await readFile(source, 'utf8')}/* more */\n`)
  const changed = await digestIn(folder)
  await writeFile(join(folder, 'toolchain/more.ts'), '')
  const longer = await digestIn(folder)
  t.is(new Set([digest, changed, longer]).size, 3)
  t.is(await digestByTheDocs(folder), longer)
})

test('a checkout with the line ends of Windows has the same digest', async (t) => {
  const folder = await copyToolchain(t)
  const names = await readdir(folder, { recursive: true })
  for (const name of names.filter((file) => /\.(ts|c|h|patch|json)$/.test(file))) {
    const path = join(folder, name)
    await writeFile(path, (await readFile(path, 'utf8')).replaceAll('\n', '\r\n'))
  }
  const { digest } = await toolchainDigest()
  t.is(await digestIn(folder), digest)
  t.is(await digestByTheDocs(folder), digest)
})

test('what a package depends on is found as Node would find it', (t) => {
  const locked = (dependencies: Record<string, string> = {}, version = '1.0.0') => ({
    version,
    integrity: `sha512-${version}`,
    dependencies,
  })
  const lock = {
    packages: {
      '': locked({ other: '1' }),
      'node_modules/a': locked({ b: '1', '@s/c': '1', gone: '1' }),
      'node_modules/a/node_modules/b': locked({ '@s/c': '1' }, '2.0.0'),
      'node_modules/b': locked(),
      'node_modules/@s/c': { ...locked(), peerDependencies: { b: '1' } },
      'node_modules/other': locked(),
    },
  }
  const names = (root: string) =>
    lockedClosure(lock, [root]).map(({ name, version }) => `${name}@${version}`)
  t.deepEqual(names('a'), ['@s/c@1.0.0', 'a@1.0.0', 'b@1.0.0', 'b@2.0.0'])
  t.deepEqual(names('b'), ['b@1.0.0'])
  t.deepEqual(names('missing'), [])
})

test('an install that differs from the lock file is refused', async (t) => {
  const toolchain = await toolchainDigest()
  await t.notThrowsAsync(checkInstalled(toolchain))
  const packages = toolchain.packages.map((one) =>
    one.name === 'binaryen' ? { ...one, integrity: 'sha512-other' } : one,
  )
  await t.throwsAsync(checkInstalled({ ...toolchain, packages }), {
    code: 'PACKAGE_MISMATCH',
    message:
      /^binaryen@[\d.]+ is installed, with another version or content than package-lock.json/,
  })
})

type Lock = { packages: Record<string, { integrity: string }> }

/** Runs the docs' own command in a checkout. */
async function digestByTheDocs(folder: string): Promise<string> {
  const docs = await readFile(join(root, 'docs/toolchain.md'), 'utf8')
  const script = /^node -e '([^']+)'$/m.exec(docs)?.[1]
  if (script === undefined) throw new TypeError('docs/toolchain.md has no command.')
  return execFileSync(process.execPath, ['-e', script], { cwd: folder, encoding: 'utf8' }).trim()
}

async function copyToolchain(t: ExecutionContext): Promise<string> {
  const folder = await temporaryFolder(t)
  await cp(join(root, 'toolchain'), join(folder, 'toolchain'), { recursive: true })
  await cp(join(root, 'package-lock.json'), join(folder, 'package-lock.json'))
  return folder
}

/** Asks the toolchain that lies in a folder, whose modules are loaded anew for it. */
async function digestIn(folder: string): Promise<string> {
  const url = pathToFileURL(join(folder, 'toolchain/digest/digest.ts')).href
  const { toolchainDigest: ofCopy }: typeof Toolchain = await import(url)
  return (await ofCopy()).digest
}
