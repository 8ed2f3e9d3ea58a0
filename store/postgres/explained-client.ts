import type { PostgresPoolClient } from 'kysely'
import type { ClientBase } from 'pg'
import type { Address } from './address.ts'
import { explainQuery } from './explain.ts'

/** Gives Kysely a connection whose errors are StoreErrors where it was lost or refused. */
export function explainedClient(
  client: ClientBase,
  address: Address,
  isLost: () => boolean,
  release: (destroy?: boolean) => void,
): PostgresPoolClient {
  const query = async (sql: string, parameters: unknown[]) => {
    try {
      return await client.query(sql, parameters)
    } catch (error) {
      throw explainQuery(error, address, isLost())
    }
  }
  // Kysely's type has queries through cursors, too, which it only makes if it is given a class for them.
  return { query, release } as unknown as PostgresPoolClient
}
