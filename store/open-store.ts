import { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { Logger } from 'pino'
import { databaseKind } from './database-kind.ts'
import { migrationsFor, SCHEMA_VERSION } from './migrations/index.ts'
import type { OpenedDatabase, StoreMode } from './opened-database.ts'
import type { Database, Tables } from './tables.ts'

export type StoreOptions = {
  /**
   * Path of a SQLite file, or the URL of a PostgreSQL database: `postgres://user:password@host:port/name`.
   *
   * `:memory:` is an empty SQLite database that ends when it is closed; `:temporary:` one that may be larger than the memory.
   */
  database: string
  /** One process at a time can write; any number can read. */
  mode: StoreMode
  /** Most connections of a reader to a server; a writer has one. */
  connections?: number | undefined
  logger?: Pick<Logger, 'info'> | undefined
}

export type Store = {
  db: Database
  close: () => Promise<void>
}

// As many as node-postgres takes by itself; a query of ours takes some milliseconds.
const CONNECTIONS = 10

/**
 * Opens the database, and in write mode brings its tables up to date.
 *
 * @throws StoreError if it is missing (read mode), out of reach, damaged, another program's, of a newer version or being written
 * by another process; it is then left as it was.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { database, mode, connections = CONNECTIONS, logger } = options
  const kind = await databaseKind(database)
  const opened = await kind.open(database, { mode, known: SCHEMA_VERSION, connections })
  const { dialect, version, name, release } = opened
  const db = new Kysely<Tables>({ dialect })
  const close = async () => {
    await db.destroy()
    await release()
  }
  try {
    if (version < SCHEMA_VERSION) await migrate(db, opened)
  } catch (error) {
    await close()
    throw error
  }
  logger?.info(
    { database: name, mode, from: version, version: SCHEMA_VERSION },
    'opened the database',
  )
  return { db, close }
}

/** Runs the missing migrations in one transaction: all of them, or none. */
async function migrate(db: Database, { types, schema }: OpenedDatabase): Promise<void> {
  const migrations = migrationsFor(types)
  await db.transaction().execute(async (transaction) => {
    const migrator = new Migrator({
      db: transaction,
      provider: { getMigrations: async () => migrations },
      ...(schema !== undefined && { migrationTableSchema: schema }),
    })
    const { error } = await migrator.migrateToLatest()
    if (error !== undefined) throw error
  })
}
