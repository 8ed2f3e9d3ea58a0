import { type DocumentNode, execute, parse } from 'graphql'
import { createBoundedCache } from '../caches/bounded-cache.ts'
import { createContext } from '../context.ts'
import { thrownBy } from '../errors/mask-error.ts'
import { schema } from '../schema/index.ts'
import type { Services } from '../services.ts'
import type { Selection } from './selection.ts'

type Variable = readonly [type: string, value?: unknown]

/** A question to one root field of the schema. */
export type Question = {
  field: 'contract' | 'code' | 'attestation' | 'recipe' | 'status'
  selection: Selection
  /** Arguments by name: the GraphQL type and the value. */
  args?: Readonly<Record<string, Variable>>
  /** The policy that fields named `verdict` are under. */
  policy?: unknown
}

export type AskSchema = (question: Question) => Promise<Record<string, unknown> | null>

// As many as fields are chosen in different ways; a document takes about 10 KB.
const MAX_DOCUMENTS = 500

/**
 * Makes a function that answers from the GraphQL schema, so that plain JSON says the same under the same names.
 *
 * Only the fields of the selection are worked out. It throws what the resolver threw.
 */
export function createAskSchema(services: Services): AskSchema {
  const documents = createBoundedCache<string, DocumentNode>(MAX_DOCUMENTS)

  const parsed = (text: string): DocumentNode => {
    const known = documents.get(text)
    if (known !== undefined) return known
    const document = parse(text, { noLocation: true })
    documents.set(text, document)
    return document
  }

  return async ({ field, selection, args = {}, policy }) => {
    const given: Record<string, Variable> = { ...args }
    if ('verdict' in selection) given.policy = ['PolicyInput', policy]
    const variableValues = Object.fromEntries(
      Object.entries(given).map(([name, [, value]]) => [name, value]),
    )
    const document = parsed(queryText(field, selection, Object.keys(args), given))
    const { data, errors } = await execute({
      schema,
      document,
      variableValues,
      contextValue: createContext(services),
    })
    if (errors?.[0] !== undefined) throw thrownBy(errors[0])
    return (data?.[field] as Record<string, unknown> | null | undefined) ?? null
  }
}

/** Writes the query of a question. */
export function queryText(
  field: string,
  selection: Selection,
  args: readonly string[],
  variables: Readonly<Record<string, Variable>>,
): string {
  const declared = Object.entries(variables).map(([name, [type]]) => `$${name}: ${type}!`)
  const passed = args.map((name) => `${name}: $${name}`)
  return `query${inBrackets(declared)} { ${field}${inBrackets(passed)} ${fieldsText(selection)} }`
}

const inBrackets = (items: readonly string[]): string =>
  items.length === 0 ? '' : `(${items.join(', ')})`

function fieldsText(selection: Selection): string {
  const fields = Object.entries(selection).map(([name, below]) => {
    const args = name === 'verdict' ? '(policy: $policy)' : ''
    return below === true ? name : `${name}${args} ${fieldsText(below)}`
  })
  return `{ ${fields.join(' ')} }`
}
