import { readFile } from 'node:fs/promises'
import { VALIDATION_SCHEMA_MAP } from '@near-js/jsonrpc-types'
import test from 'ava'
import { METHODS } from '../../../devnet/rpc/dispatch.ts'
import { QUERIES } from '../../../devnet/rpc/state-query/queries.ts'

const text = await readFile(new URL('../../../docs/devnet.md', import.meta.url), 'utf8')

/** The names in the first column of the table under a heading cell. */
function listed(heading: string): string[] {
  const table = text.split(`\n| ${heading} |`)[1]?.split('\n\n')[0] ?? ''
  return [...table.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name ?? '')
}

test('the documentation lists exactly the methods that there are', (t) => {
  t.deepEqual(listed('method'), Object.keys(METHODS))
})

test('the documentation lists exactly the queries that there are', (t) => {
  t.deepEqual(listed('query'), Object.keys(QUERIES))
})

/** Methods of nearcore that came after the generated schemas. Source: near-jsonrpc-primitives 0.38, `types/`. */
const NEWER = ['EXPERIMENTAL_view_gas_key_nonces']

test("the documentation lists exactly nearcore's methods that are refused", (t) => {
  const refused = [...Object.keys(VALIDATION_SCHEMA_MAP), ...NEWER].filter(
    (method) => !Object.hasOwn(METHODS, method),
  )
  t.deepEqual(listed('refused method').sort(), refused.sort())
})
