import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { DevnetError } from '../errors.ts'
import { explained } from './explain.ts'
import { damaged } from './records.ts'
import { APPLICATION_ID, createTables, SCHEMA_VERSION } from './schema.ts'

/** The file of a home that holds the chain. */
export const DATABASE_FILE = 'devnet.sqlite'

/** Every page of a file up to this size is checked when it is opened, which takes about 0.1 s; a larger one shows damage when the damaged page is read. */
const CHECKED_BYTES = 64 * 2 ** 20

/** Pages of 4 kB that the write-ahead log has before it is folded into the database. */
const LOG_PAGES = 4_000

/** Kilobytes of a database without a home that stay in memory. SQLite looks through all of them at most commits, so that more cost time. */
const CACHED_KB = 2_000

/**
 * Opens a database that is gone once it is closed or the process ends. What is beyond the cache is in a temporary file without a
 * name: with `:memory:` a commit would take longer the more there is.
 */
export function openTemporary(): Sqlite.Database {
  const database = new Sqlite('')
  database.pragma(`cache_size = -${CACHED_KB}`)
  database.pragma('journal_mode = MEMORY')
  createTables(database)
  return database
}

/**
 * Opens the database in a directory, or makes it. It stays locked until it is closed or the process ends, however it does.
 * Throws `HOME_…`; the file is then left as it was.
 */
export function openInDirectory(directory: string): Sqlite.Database {
  return explained(directory, () => {
    mkdirSync(directory, { recursive: true })
    const file = join(directory, DATABASE_FILE)
    const isNew = !hasContent(file) || inspect(directory, file) === 'empty'
    const database = new Sqlite(file, { timeout: 0 })
    try {
      lock(database)
      if (isNew) createTables(database)
      return database
    } catch (error) {
      database.close()
      throw error
    }
  })
}

function hasContent(file: string): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0
}

function lock(database: Sqlite.Database): void {
  // Kept by the operating system for this process, so that nothing has to be cleaned up after a kill.
  database.pragma('locking_mode = EXCLUSIVE')
  database.pragma('journal_mode = WAL')
  // What a process has written outlives it, killed or not. Only a power failure can take the last blocks, whole ones: a wait
  // for the disk at every block would cost more than a development network's last second is worth.
  database.pragma('synchronous = NORMAL')
  // Most pages of the log are written again soon, so that it pays to fold it in seldom.
  database.pragma(`wal_autocheckpoint = ${LOG_PAGES}`)
  database.exec('begin exclusive; commit')
}

/** Looks at a file without changing it. `empty`: a process ended before it had made the tables. */
function inspect(directory: string, file: string): 'empty' | 'ours' {
  const database = new Sqlite(file, { readonly: true, timeout: 0 })
  try {
    const tables = database.prepare('select name from sqlite_schema').pluck().all()
    const id = database.pragma('application_id', { simple: true })
    if (tables.length === 0 && id === 0) return 'empty'
    if (id !== APPLICATION_ID) throw foreign(directory)
    const version = Number(database.pragma('user_version', { simple: true }))
    if (version > SCHEMA_VERSION) throw newer(directory, version)
    if (statSync(file).size <= CHECKED_BYTES) {
      const [problem] = database.prepare<[], string>('pragma integrity_check(1)').pluck().all()
      if (problem !== 'ok') throw damaged(directory, problem ?? 'no answer')
    }
    return 'ours'
  } finally {
    database.close()
  }
}

function foreign(directory: string): DevnetError<'HOME_FOREIGN'> {
  const text = `${join(directory, DATABASE_FILE)} is a database of another program. It was left as it is; use another directory.`
  return new DevnetError('HOME_FOREIGN', text, { directory })
}

function newer(directory: string, version: number): DevnetError<'HOME_NEWER'> {
  const known = SCHEMA_VERSION
  const text = `The network in ${directory} was written by a newer devnet (schema ${version}; this one knows ${known}). It was left as it is; use that devnet, or another directory.`
  return new DevnetError('HOME_NEWER', text, { directory, version, known })
}
