import { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { Logger } from 'pino'
import { migrationsFor, versionOf } from './migrations/index.ts'
import { sqliteDialect } from './sqlite/dialect.ts'
import { openToRead, openToWrite, SQLITE_TYPES } from './sqlite/open.ts'
import type { Database, Tables } from './tables.ts'

export type StoreOptions = {
  /** Path of the SQLite file, or `:memory:`. */
  database: string
  /** One process at a time can write; any number can read. */
  mode: 'write' | 'read'
  logger?: Pick<Logger, 'info'>
}

export type Store = {
  db: Database
  close: () => Promise<void>
}

const MIGRATIONS = migrationsFor(SQLITE_TYPES)

/** Schema version that this program writes and reads. */
export const SCHEMA_VERSION: number = Math.max(...Object.keys(MIGRATIONS).map(versionOf))

/**
 * Opens the database, and in write mode brings its tables up to date.
 *
 * @throws StoreError if the file is missing (read mode), damaged, another program's, of a newer version or being written by another
 * process; the file is then left as it was.
 */
export async function openStore({ database, mode, logger }: StoreOptions): Promise<Store> {
  const open = mode === 'read' ? openToRead : openToWrite
  const { connection, version, release } = open(database, SCHEMA_VERSION)
  const db = new Kysely<Tables>({ dialect: sqliteDialect(connection) })
  const close = async () => {
    await db.destroy()
    // Kysely leaves a connection open that it never used.
    if (connection.open) connection.close()
    release()
  }
  try {
    if (version < SCHEMA_VERSION) await migrate(db)
  } catch (error) {
    await close()
    throw error
  }
  logger?.info({ database, mode, from: version, version: SCHEMA_VERSION }, 'opened the database')
  return { db, close }
}

/** Runs the missing migrations in one transaction: all of them, or none. */
async function migrate(db: Database): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const migrator = new Migrator({
      db: transaction,
      provider: { getMigrations: async () => MIGRATIONS },
    })
    const { error } = await migrator.migrateToLatest()
    if (error !== undefined) throw error
  })
}
