import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'ava'
import { importsOf, root, sourceFiles } from './source-files.ts'

/** What each part may import of the others: the arrows of ARCHITECTURE.md. */
const ARROWS: Record<string, readonly string[]> = {
  protocol: [],
  toolchain: [],
  contract: ['protocol'],
  devnet: [],
  chain: ['protocol'],
  store: ['protocol'],
  indexer: ['protocol', 'chain', 'store'],
  api: ['protocol', 'chain', 'store', 'web'],
  builder: ['protocol', 'chain', 'toolchain'],
  web: ['protocol'],
  cli: ['protocol', 'toolchain', 'devnet', 'chain', 'store', 'indexer', 'api', 'builder'],
}

/** Packages that the pure domain may use: they run in any JavaScript engine. */
const PROTOCOL_PACKAGES = ['@noble/hashes', '@scure/base', '#encodings']

const parts = Object.keys(ARROWS)
const files = sourceFiles(parts)

test('the parts have source files, so that the checks below check something', (t) => {
  for (const part of [
    'protocol',
    'toolchain',
    'contract',
    'devnet',
    'chain',
    'store',
    'indexer',
    'api',
    'builder',
    'web',
    'cli',
  ]) {
    t.true(
      files.some((file) => file.startsWith(`${part}/`)),
      part,
    )
  }
})

test('every import goes along the arrows', (t) => {
  const against = files.flatMap((file) => {
    const part = file.split('/')[0] as string
    const allowed = [part, ...(ARROWS[part] ?? [])]
    return importsOf(file)
      .filter(({ ours, target }) => ours && !allowed.includes(target.split('/')[0] as string))
      .map(({ target }) => `${file} -> ${target}`)
  })
  t.deepEqual(against, [])
})

test('every import of ours names a file that exists', (t) => {
  const missing = files.flatMap((file) =>
    importsOf(file)
      .filter(({ ours, target }) => ours && !existsSync(join(root, target)))
      .map(({ target }) => `${file} -> ${target}`),
  )
  t.deepEqual(missing, [])
})

test('no imports form a cycle', (t) => {
  const cycles: string[] = []
  const done = new Set<string>()
  const visit = (file: string, path: string[]) => {
    const at = path.indexOf(file)
    if (at >= 0) cycles.push([...path.slice(at), file].join(' -> '))
    if (at >= 0 || done.has(file)) return
    for (const { ours, target } of importsOf(file)) if (ours) visit(target, [...path, file])
    done.add(file)
  }
  for (const file of files) visit(file, [])
  t.deepEqual(cycles, [])
})

test('the protocol depends on nothing that a contract or a browser lacks', (t) => {
  const foreign = files
    .filter((file) => file.startsWith('protocol/'))
    .flatMap((file) =>
      importsOf(file)
        .filter(({ ours }) => !ours)
        .filter(({ target }) => !PROTOCOL_PACKAGES.some((name) => target.startsWith(name)))
        .map(({ target }) => `${file} -> ${target}`),
    )
  t.deepEqual(foreign, [])
})

test('no source file has grown past 400 lines', (t) => {
  const long = files
    .filter((file) => !file.endsWith('.gen.ts'))
    .map((file) => [file, readFileSync(join(root, file), 'utf8').split('\n').length] as const)
    .filter(([, lines]) => lines > 400)
  t.deepEqual(long, [])
})
