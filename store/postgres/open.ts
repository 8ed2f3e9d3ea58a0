import { PostgresDialect, type PostgresPool, sql } from 'kysely'
import pg from 'pg'
import { StoreError } from '../errors.ts'
import type { ColumnTypes } from '../migrations/column-types.ts'
import type { OpenedDatabase } from '../opened-database.ts'
import { checkVersion } from '../schema-version.ts'
import { type Address, readAddress } from './address.ts'
import { clientConfig, SNAPSHOTS } from './client-config.ts'
import { explainConnecting } from './explain.ts'
import { type Found, inspect } from './inspect.ts'
import { createReadingPool } from './reading-pool.ts'
import { takeWriterLease } from './writer-lease.ts'
import { createWritingPool } from './writing-pool.ts'

// A database's own order of texts may be that of a language.
export const POSTGRES_TYPES: ColumnTypes = {
  rowKey: 'bigint',
  text: sql`text collate "C"`,
  storedByKey: null,
}

/** Opens a database for reading; it has to have the schema version `known`. */
export async function openToRead(
  url: string,
  known: number,
  connections: number,
): Promise<OpenedDatabase> {
  const address = readAddress(url)
  const client = await connect(address)
  try {
    const found = await inspect(client, address)
    if (found.version === 0) {
      throw new StoreError(
        'STORE_MISSING',
        `${address.name} has no tables yet. The indexer makes them; start that first, or check the address.`,
        { database: address.name },
      )
    }
    checkVersion(address.name, found.version, { mode: 'read', known })
    return opened(createReadingPool(address, connections), address, found)
  } catch (error) {
    throw explainConnecting(error, address)
  } finally {
    await client.end()
  }
}

/** Opens a database as its only writer; what is not ours or newer is left untouched. */
export async function openToWrite(url: string, known: number): Promise<OpenedDatabase> {
  const address = readAddress(url)
  const client = await connect(address)
  try {
    // Before looking at the version: another writer may be about to change it.
    await takeWriterLease(client, address)
    const found = await inspect(client, address)
    checkVersion(address.name, found.version, { mode: 'write', known })
    await client.query(SNAPSHOTS)
    return opened(createWritingPool(client, address), address, found)
  } catch (error) {
    await client.end()
    throw explainConnecting(error, address)
  }
}

async function connect(address: Address): Promise<pg.Client> {
  const client = new pg.Client(clientConfig(address))
  // Whoever uses the connection hears of its end by a query that fails.
  client.on('error', () => {})
  try {
    await client.connect()
    return client
  } catch (error) {
    await client.end().catch(() => {})
    throw explainConnecting(error, address)
  }
}

function opened(pool: PostgresPool, { name }: Address, { schema, version }: Found): OpenedDatabase {
  let ended: Promise<void> | undefined
  // Kysely ends the pool if it has used it.
  const end = () => {
    ended ??= pool.end()
    return ended
  }
  return {
    dialect: new PostgresDialect({ pool: { ...pool, end } }),
    types: POSTGRES_TYPES,
    version,
    name,
    schema,
    release: end,
  }
}
