import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { GraphQLError, parse, validate } from 'graphql'
import { z } from 'zod'
import { ApiError } from '../errors/errors.ts'
import { schema } from '../schema/index.ts'

const file = z.record(z.string(), z.string())

/**
 * Reads the queries that clients may name by their hash: a JSON object from sha256 (hex) to the query's text.
 *
 * @throws ApiError `PERSISTED_INVALID` if it cannot be read, a hash is not that of its text, or a query does not fit the schema.
 */
export async function readPersistedFile(path: string): Promise<ReadonlyMap<string, string>> {
  const queries = file.safeParse(await readJson(path))
  if (!queries.success) {
    throw invalid(path, 'must be a JSON object from sha256 to query')
  }
  const entries = Object.entries(queries.data)
  for (const [hash, query] of entries) {
    const computed = createHash('sha256').update(query).digest('hex')
    if (hash !== computed)
      throw invalid(path, `gives ${hash} for a query whose sha256 is ${computed}`)
    checkQuery(path, hash, query)
  }
  return new Map(entries)
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    throw invalid(path, `cannot be read (${(cause as Error).message})`, cause)
  }
}

function checkQuery(path: string, hash: string, query: string): void {
  try {
    const [error] = validate(schema, parse(query))
    if (error !== undefined) throw error
  } catch (cause) {
    if (!(cause instanceof GraphQLError)) throw cause
    throw invalid(
      path,
      `has a query (${hash}) that does not fit the schema: ${cause.message}`,
      cause,
    )
  }
}

function invalid(path: string, problem: string, cause?: unknown): ApiError {
  return new ApiError(
    'PERSISTED_INVALID',
    `${path} ${problem}. Correct the file of persisted queries.`,
    { file: path },
    { cause },
  )
}
