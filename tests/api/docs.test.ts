import { readFile } from 'node:fs/promises'
import test from 'ava'
import { parse, validate } from 'graphql'
import { graphiqlOptions } from '../../api/graphiql/graphiql.ts'
import { DEFAULT_LIMITS, schema } from '../../api/index.ts'
import {
  DEFAULT_PAGE,
  MAX_ACCOUNTS,
  MAX_NODES,
  MAX_PAGE,
  MAX_POLICY_TEXT,
  MAX_POSITIONS,
  MAX_WATCHED,
  READ_MS,
} from '../../api/limits/limits.ts'
import { EXAMPLE_QUERY } from '../../scripts/demo/verdicts.ts'
import { sourceFiles } from '../architecture/source-files.ts'

const text = await readFile(new URL('../../docs/api.md', import.meta.url), 'utf8')
const examples = [...text.matchAll(/```graphql\n(.*?)```/gs)].map(([, query = '']) => query)

test('every query of docs/api.md, and the one of GraphiQL, fits the schema', (t) => {
  t.true(examples.length >= 6)
  for (const query of [...examples, graphiqlOptions().defaultQuery, EXAMPLE_QUERY]) {
    t.deepEqual(validate(schema, parse(query)), [], query)
  }
})

test('docs/api.md tells the limits as they are', (t) => {
  const { bodyBytes, tokens, depth, aliases, directives, complexity, requestMs } = DEFAULT_LIMITS
  const { subscriptions, watchedAccounts, readerMs, recheckMs } = DEFAULT_LIMITS
  const said = (n: number) => n.toLocaleString('en')
  const flat = text.replaceAll('\n', ' ')
  for (const sentence of [
    `at most ${bodyBytes / 1024} KiB, ${said(tokens)} tokens, ${depth} levels, ${aliases} aliases, ${directives} directives and ${said(complexity)} fields`,
    `A page has at most ${MAX_PAGE} items, and ${DEFAULT_PAGE} if`,
    `has at most ${said(MAX_POLICY_TEXT)} characters`,
    `have at most ${MAX_POSITIONS} items`,
    `takes ${said(subscriptions)} subscriptions, which watch at most ${said(watchedAccounts)} accounts together, ${MAX_WATCHED} each`,
    `takes nothing for ${readerMs / 1000} seconds`,
    `NEAR is asked again every ${recheckMs / 1000} seconds`,
    `An answer has ${requestMs / 1000} seconds, and NEAR ${READ_MS / 1000} of them. \`contracts\` takes ${MAX_ACCOUNTS} accounts, \`nodes\` ${MAX_NODES} ids`,
  ]) {
    t.true(flat.includes(sentence), sentence)
  }
})

// Two are of starting the server and one of its files, which no client sees, and two of plain HTTP, which docs/rest.md tells.
const ELSEWHERE = [
  'PORT_TAKEN',
  'CANNOT_LISTEN',
  'PERSISTED_INVALID',
  'NOT_FOUND',
  'METHOD_NOT_ALLOWED',
]
// Of graphql-yoga.
const YOGA = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
]

test('docs/api.md names every code that the API has of its own, and no other', async (t) => {
  const read = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8')
  const own = [...(await read('api/errors/errors.ts')).matchAll(/^ {2}([A-Z_]+): \{/gm)]
  const files = sourceFiles(['api']).filter((file) => !file.startsWith('api/rest/'))
  const sources = (await Promise.all(files.map(read))).join('\n')
  const written = [...sources.matchAll(/code(?:: | = )'([A-Z_]+)'/g)]
  const chain = [...(await read('chain/errors.ts')).matchAll(/^ {2}([A-Z_]+): '/gm)]
  const codes = [...own, ...written].map(([, code = '']) => code)
  t.true(own.length >= 7 && written.length >= 5 && chain.length > 20)
  for (const code of codes.filter((code) => !ELSEWHERE.includes(code))) {
    t.true(text.includes(`\`${code}\``), code)
  }
  const known = new Set([...codes, ...YOGA, ...chain.map(([, code = '']) => code)])
  const table = text.slice(text.indexOf('## Errors'), text.indexOf('## Asking again'))
  for (const [, cell = ''] of table.matchAll(/^\| (`[^|]+) \|/gm)) {
    for (const [, code = ''] of cell.matchAll(/`([A-Z_]+)`/g)) t.true(known.has(code), code)
  }
})
