import { fc, testProp } from '@fast-check/ava'
import test from 'ava'
import { parse, validate } from 'graphql'
import { schema } from '../../../api/index.ts'
import { queryText } from '../../../api/rest/ask-schema.ts'
import { ATTESTATION, CONTRACT, RECIPE, STATUS } from '../../../api/rest/fields.ts'
import { narrow, pick, type Selection } from '../../../api/rest/selection.ts'

const { code: _, ...CONTRACT_OF_SCHEMA } = CONTRACT

const queries: [field: string, selection: Selection, variables: Record<string, [string]>][] = [
  ['contract', CONTRACT_OF_SCHEMA, { accountId: ['AccountId'], policy: ['PolicyInput'] }],
  ['attestation', ATTESTATION, { seq: ['Int'] }],
  ['recipe', RECIPE, { id: ['Hash'] }],
  ['status', STATUS, {}],
]

for (const [field, selection, variables] of queries) {
  test(`all fields of ${field} are in the GraphQL schema`, (t) => {
    const args = Object.keys(variables).filter((name) => name !== 'policy')
    const text = queryText(field, selection, args, variables)
    t.deepEqual(validate(schema, parse(text)), [], text)
  })
}

/** Lists the paths of a selection, also those to fields with fields. */
const pathsOf = (selection: Selection, above = ''): string[] =>
  Object.entries(selection).flatMap(([field, below]) => {
    const path = `${above}${field}`
    return below === true ? [path] : [path, ...pathsOf(below, `${path}.`)]
  })

const PATHS = pathsOf(CONTRACT)
const somePaths = fc.subarray(PATHS, { minLength: 1, maxLength: 20 })

testProp('what is asked for is there, with all that is below it', [somePaths], (t, paths) => {
  const chosen = new Set(pathsOf(narrow(CONTRACT, { fields: paths.join(',') })))
  for (const path of paths) {
    for (const one of PATHS) {
      if (one === path || one.startsWith(`${path}.`)) t.true(chosen.has(one), one)
    }
  }
})

testProp('nothing else is there but what leads to it', [somePaths], (t, paths) => {
  for (const one of pathsOf(narrow(CONTRACT, { fields: paths.join(',') }))) {
    const related = paths.some(
      (path) => `${one}.`.startsWith(`${path}.`) || path.startsWith(`${one}.`),
    )
    t.true(related, one)
  }
})

testProp('what is left out is gone, and everything beside it stays', [somePaths], (t, paths) => {
  const left = new Set(pathsOf(narrow(CONTRACT, { omit: paths.join(',') })))
  for (const one of PATHS) {
    const gone = paths.some((path) => `${one}.`.startsWith(`${path}.`))
    const hasLeft = pathsOf(CONTRACT).some(
      (other) =>
        `${other}.`.startsWith(`${one}.`) &&
        !PATHS.some((below) => below.startsWith(`${other}.`)) &&
        !paths.some((path) => `${other}.`.startsWith(`${path}.`)),
    )
    t.is(left.has(one), !gone && hasLeft, one)
  }
})

test('a value is cut down in the order of the selection, lists item by item', (t) => {
  const value = { b: [{ x: 1, y: 2 }, null], a: { x: 1 }, c: null }
  const picked = pick(value, { a: true, b: { y: true }, c: { x: true } })
  t.is(JSON.stringify(picked), '{"a":{"x":1},"b":[{"y":2},null],"c":null}')
})
