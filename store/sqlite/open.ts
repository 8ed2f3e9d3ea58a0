import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { StoreError } from '../errors.ts'
import type { ColumnTypes } from '../migrations/column-types.ts'
import { checkVersion } from '../schema-version.ts'
import { checkPages, explained, fileVersion, hasContent } from './inspect.ts'
import { namelessPath } from './nameless.ts'
import { takeWriterLock } from './writer-lock.ts'

export const SQLITE_TYPES: ColumnTypes = {
  rowKey: 'integer',
  text: 'text',
  storedByKey: sql`without rowid`,
}

// Milliseconds to wait for another connection's transaction; a batch of the indexer takes some.
const BUSY_TIMEOUT = 5_000
// The write-ahead log goes back to this size after a reader has kept it from being folded in.
const LOG_BYTES = 64 * 2 ** 20

/** An open connection, the version that the file had, and what lets go of it after it has been closed. */
export type OpenFile = { connection: Sqlite.Database; version: number; release: () => void }

/** Opens a file for reading; it has to be there and to have the schema version `known`. */
export function openToRead(file: string, known: number): OpenFile {
  if (!hasContent(file)) {
    throw new StoreError(
      'STORE_MISSING',
      `${file} does not exist yet. The indexer makes it; start that first, or check the path.`,
      { database: file },
    )
  }
  const connection = explained(
    file,
    () => new Sqlite(file, { readonly: true, timeout: BUSY_TIMEOUT }),
  )
  try {
    const version = inspect(connection, file)
    checkVersion(file, version, { mode: 'read', known })
    return { connection, version, release: () => {} }
  } catch (error) {
    connection.close()
    throw error
  }
}

/** Opens a file as its only writer, making it if it is missing; what is not ours or newer is left untouched. */
export function openToWrite(file: string, known: number): OpenFile {
  const hasName = namelessPath(file) === undefined
  if (hasName) explained(file, () => mkdirSync(dirname(file), { recursive: true }))
  const release = hasName ? explained(file, () => takeWriterLock(file)) : () => {}
  try {
    const version = hasContent(file) ? inspectFile(file) : 0
    checkVersion(file, version, { mode: 'write', known })
    return { connection: explained(file, () => connectToWrite(file)), version, release }
  } catch (error) {
    release()
    throw error
  }
}

function connectToWrite(file: string): Sqlite.Database {
  const connection = new Sqlite(namelessPath(file) ?? file, { timeout: BUSY_TIMEOUT })
  try {
    connection.pragma('journal_mode = WAL')
    // After a power failure the last blocks may be missing, never half there; they are read again.
    connection.pragma('synchronous = NORMAL')
    connection.pragma(`journal_size_limit = ${LOG_BYTES}`)
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

function inspectFile(file: string): number {
  const connection = explained(
    file,
    () => new Sqlite(file, { readonly: true, timeout: BUSY_TIMEOUT }),
  )
  try {
    return inspect(connection, file)
  } finally {
    connection.close()
  }
}

function inspect(connection: Sqlite.Database, file: string): number {
  return explained(file, () => {
    const version = fileVersion(connection, file)
    checkPages(connection, file)
    return version
  })
}
