import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite from 'better-sqlite3'
import { Kysely } from 'kysely'
import { type AskedDatabase, type AskedTables, createAsked } from '../asked-table.ts'
import { sqliteDialect } from './dialect.ts'
import { explained } from './inspect.ts'
import { namelessPath } from './nameless.ts'

// Milliseconds to wait for the other process; each holds the file for one short statement.
const BUSY_TIMEOUT = 5_000

/** Opens the small database beside a mirror's file that says which accounts people ask about, making it if it is missing. */
export async function openAskedFile(database: string): Promise<AskedDatabase> {
  const nameless = namelessPath(database)
  const file = nameless ?? `${database}-asked`
  const connection = explained(file, () => {
    if (nameless === undefined) mkdirSync(dirname(file), { recursive: true })
    const opened = new Sqlite(file, { timeout: BUSY_TIMEOUT })
    // Losing it in a power failure loses nothing: who asks again is noted again.
    opened.pragma('journal_mode = WAL')
    opened.pragma('synchronous = OFF')
    return opened
  })
  const db = new Kysely<AskedTables>({ dialect: sqliteDialect(connection) })
  await createAsked(db)
  return db
}
