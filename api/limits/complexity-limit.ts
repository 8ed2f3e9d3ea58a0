import { complexityFromQuery } from '@pothos/plugin-complexity'
import { type DocumentNode, type GraphQLSchema, getOperationAST, Kind } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { ApiError } from '../errors/errors.ts'

// Page sizes that one document is asked with; past that the sum is made anew each time.
const MAX_KEPT = 50

/**
 * Makes a plugin that refuses a query that asks for too many fields, by its page sizes, before anything of it is run.
 *
 * What a document takes depends on its numbers and the lengths of its lists alone, so the sum is made once and kept with the document.
 */
export function createComplexityLimit(limit: number): Plugin {
  const kept = new WeakMap<DocumentNode, Map<string, number>>()

  const check = ({ args }: { args: unknown }) => {
    const { schema, document, operationName, variableValues = {} } = args as ExecuteArgs
    const ofDocument = kept.get(document) ?? new Map<string, number>()
    kept.set(document, ofDocument)
    const key = keyOf(operationName, variableValues)
    const known = ofDocument.get(key)
    const complexity = known ?? complexityOf(schema, document, operationName, variableValues)
    if (known === undefined && ofDocument.size < MAX_KEPT) ofDocument.set(key, complexity)
    if (complexity > limit) throw tooComplex(complexity, limit)
  }

  return { onExecute: check, onSubscribe: check }
}

type ExecuteArgs = {
  schema: GraphQLSchema
  document: DocumentNode
  operationName?: string | null
  variableValues?: Record<string, unknown>
}

function keyOf(
  operationName: string | null | undefined,
  variables: Record<string, unknown>,
): string {
  let key = operationName ?? ''
  for (const name in variables) {
    const value = variables[name]
    if (typeof value === 'number') key += ` ${name}=${value}`
    if (Array.isArray(value)) key += ` ${name}[${value.length}]`
  }
  return key
}

function complexityOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Record<string, unknown>,
): number {
  const operation = getOperationAST(document, operationName)
  // Without an operation nothing is run, and the executor says so.
  if (operation == null) return 0
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)
  const asked: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] }
  return complexityFromQuery(asked, { schema, variables }).complexity
}

function tooComplex(complexity: number, limit: number): ApiError {
  return new ApiError(
    'QUERY_TOO_COMPLEX',
    `The query may take ${complexity} fields, more than the ${limit} of one request. Ask for smaller pages or fewer fields.`,
    { complexity, limit },
  )
}
