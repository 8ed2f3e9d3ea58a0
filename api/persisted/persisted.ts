import { usePersistedOperations } from '@graphql-yoga/plugin-persisted-operations'
import type { Plugin } from 'graphql-yoga'

/** Queries that clients may name by their sha256 in hex, instead of sending them. */
export type PersistedOperations = {
  queries: ReadonlyMap<string, string>
  /** Whether nothing else is answered. */
  only: boolean
}

/** Makes a plugin that answers queries by their hash: `extensions: {persistedQuery: {version: 1, sha256Hash}}`. */
export function createPersisted({ queries, only }: PersistedOperations): Plugin {
  return usePersistedOperations({
    allowArbitraryOperations: !only,
    getPersistedOperation: (hash) => queries.get(hash) ?? null,
    customErrors: {
      notFound: {
        message: 'This server knows no query by this hash; send the query itself, if it is taken.',
        extensions: { code: 'PERSISTED_QUERY_UNKNOWN', http: { status: 404 } },
      },
      keyNotFound: {
        message:
          'Neither a query nor the hash of one came: `query`, or `extensions.persistedQuery`.',
        extensions: { code: 'PERSISTED_QUERY_MISSING', http: { status: 400 } },
      },
      persistedQueryOnly: {
        message:
          'This server answers only the queries that it was given; name one of them by its hash.',
        extensions: { code: 'PERSISTED_QUERY_ONLY', http: { status: 403 } },
      },
    },
  })
}
