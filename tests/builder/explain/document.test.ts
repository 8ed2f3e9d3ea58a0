import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'ava'
import { type Explanation, explain } from '../../../builder/explain/index.ts'
import { root } from '../../toolchain/support/folders.ts'
import { type Compiler, loadCompiler } from './support/compile.ts'
import { rewrite } from './support/rewrite.ts'
import { EMPTY, moduleOf, name, producers, section, withCustom } from './support/sections.ts'
import { contractSource } from './support/source.ts'

// docs/explain.md describes the document; what a set of pairs with every reason gives is held to it.

let explanations: Explanation[]
let docs: string
test.before(async () => {
  docs = await readFile(join(root, 'docs/explain.md'), 'utf8')
  const compile = await loadCompiler()
  explanations = (await pairs(compile)).map(([a, b]) => explain(a, b))
})

test('every field of the document is described, and every one described is there', (t) => {
  const found = new Set(explanations.flatMap(({ reasons: _reasons, ...rest }) => paths(rest)))
  const described = new Set(
    rowsOf('## The document').flatMap((row) => codesIn(row.split('|')[1] ?? '')),
  )
  const expected = new Set([...found, 'reasons[].code', 'reasons[].sure'])
  t.deepEqual(
    [...described].filter((path) => !expected.has(path)),
    [],
    'described, but not there',
  )
  t.deepEqual(
    [...expected].filter((path) => !described.has(path)),
    [],
    'not described',
  )
})

test('every reason is described with its details, and every one described is there', (t) => {
  const found = new Map<string, string>()
  for (const { code, sure: _sure, ...details } of explanations.flatMap(({ reasons }) => reasons)) {
    found.set(code, Object.keys(details).sort().join(' '))
  }
  const described = rowsOf('## Reasons').map((row) => {
    const [, code = '', , details = ''] = row.split('|')
    return [codesIn(code)[0], codesIn(details).sort().join(' ')] as const
  })
  t.deepEqual(Object.fromEntries(described.slice(2)), Object.fromEntries(found))
})

test('the document survives JSON', (t) => {
  for (const explanation of explanations) {
    t.deepEqual(JSON.parse(JSON.stringify(explanation)), explanation)
  }
})

async function pairs(compile: Compiler): Promise<[Uint8Array, Uint8Array][]> {
  const usual = await compile()
  const source = (changed: Parameters<typeof contractSource>[0]) => ({
    source: contractSource(changed),
  })
  const other = await compile({
    ...source({ total: 'amount', fee: 1, reversed: true }),
    path: 'b/vault.c',
  })
  const blob = Buffer.from('28b52ffd2000010000', 'hex')
  const odd = moduleOf(
    section(1, [1, 0x60, 1, 0x7f, 0]),
    section(2, [2, ...name('env'), ...name('f'), 0, 0, ...name('env'), ...name('g'), 0, 0]),
    section(7, [1, ...name('greet'), 0, 0]),
    section(11, [1, 0, 0x41, 0, 0x0b, blob.length, ...blob]),
    section(0, [...name('sourceMappingURL'), ...name('a.map')]),
  )
  return [
    [usual, odd],
    [odd, usual],
    [odd, moduleOf(section(2, [1, ...name('env'), ...name('f'), 2, 0, 1]))],
    [usual, other],
    [usual, await compile(source({ greeting: 'Bye', weight: 9, more: 'int unused;' }))],
    [usual, await compile(source({ link: 'https://github.com/acme/b' }))],
    [usual, await compile(source({ commit: 'v1', total: 'amount' }))],
    [usual, await compile({ flags: ['-O1', '-msign-ext'] })],
    [usual, rewrite(usual, (module) => module.optimize())],
    [
      withCustom(usual, 'producers', producers('clang', '1')),
      withCustom(usual, 'producers', producers('clang', '2')),
    ],
    [withCustom(EMPTY, 'x', []), EMPTY],
    [moduleOf(section(1, [0])), EMPTY],
  ]
}

/** Lists the fields of a value; lists have `[]` behind their name, and both sides are one. */
function paths(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => paths(item, `${path}[]`))
  if (typeof value !== 'object' || value === null)
    return value === null && path.endsWith(SIDES) ? [] : [path]
  return Object.entries(value).flatMap(([key, inner]) => {
    const step = key === 'a' || key === 'b' ? SIDES : key
    return paths(inner, path === '' ? step : `${path}.${step}`)
  })
}

const SIDES = '(a,b)'

/** Lists the rows of the first table behind a heading. */
function rowsOf(heading: string): string[] {
  const lines = docs.slice(docs.indexOf(heading)).split('\n')
  const first = lines.findIndex((line) => line.startsWith('|'))
  const last = lines.findIndex((line, i) => i > first && !line.startsWith('|'))
  return lines.slice(first, last)
}

const codesIn = (cell: string): string[] =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code as string)
