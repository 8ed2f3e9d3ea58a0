import { readFile } from 'node:fs/promises'
import test from 'ava'
import { parse, validate } from 'graphql'
import { graphiqlOptions } from '../../api/graphiql.ts'
import { DEFAULT_LIMITS, schema } from '../../api/index.ts'
import { DEFAULT_PAGE, MAX_PAGE, MAX_POLICY_TEXT, MAX_POSITIONS } from '../../api/limits.ts'
import { EXAMPLE_QUERY } from '../../scripts/demo/verdicts.ts'

const text = await readFile(new URL('../../docs/api.md', import.meta.url), 'utf8')
const examples = [...text.matchAll(/```graphql\n(.*?)```/gs)].map(([, query = '']) => query)

test('every query of docs/api.md, and the one of GraphiQL, fits the schema', (t) => {
  t.true(examples.length >= 6)
  for (const query of [...examples, graphiqlOptions().defaultQuery, EXAMPLE_QUERY]) {
    t.deepEqual(validate(schema, parse(query)), [], query)
  }
})

test('docs/api.md tells the limits as they are', (t) => {
  const { bodyBytes, tokens, depth, aliases, directives, complexity } = DEFAULT_LIMITS
  const said = (n: number) => n.toLocaleString('en')
  const flat = text.replaceAll('\n', ' ')
  for (const sentence of [
    `at most ${bodyBytes / 1024} KiB, ${said(tokens)} tokens, ${depth} levels, ${aliases} aliases, ${directives} directives and ${said(complexity)} fields`,
    `A page has at most ${MAX_PAGE} items, and ${DEFAULT_PAGE} if`,
    `has at most ${said(MAX_POLICY_TEXT)} characters`,
    `have at most ${MAX_POSITIONS} items`,
  ]) {
    t.true(flat.includes(sentence), sentence)
  }
})

test('docs/api.md names every code that the API has of its own', async (t) => {
  const source = await readFile(new URL('../../api/errors.ts', import.meta.url), 'utf8')
  const codes = [...source.matchAll(/^ {2}([A-Z_]+): \{/gm)].map(([, code = '']) => code)
  t.true(codes.length >= 7)
  // Two are of starting the server, which no client sees, and two of plain HTTP, which docs/rest.md tells.
  const others = ['PORT_TAKEN', 'CANNOT_LISTEN', 'NOT_FOUND', 'METHOD_NOT_ALLOWED']
  const seen = codes.filter((code) => !others.includes(code))
  for (const code of seen) t.true(text.includes(`\`${code}\``), code)
})
