import { statSync } from 'node:fs'
import type Sqlite from 'better-sqlite3'
import { StoreError } from '../errors.ts'
import { MIGRATION_TABLE, schemaVersion } from '../schema-version.ts'
import { namelessPath } from './nameless.ts'

// Every page of a file up to this size is checked when it is opened; that takes about 0.1 s. A larger file shows damage
// when the damaged page is read.
const CHECKED_BYTES = 64 * 2 ** 20

/** Tells whether there is anything at the path: a missing or empty file is a database not begun yet. */
export function hasContent(file: string): boolean {
  if (namelessPath(file) !== undefined) return false
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0
}

/** Returns the schema version of a database file; 0 if no table has been made yet. Throws a StoreError for any other file. */
export function fileVersion(connection: Sqlite.Database, file: string): number {
  const tables = connection
    .prepare<[], string>("select name from sqlite_schema where type = 'table' order by name")
    .pluck()
    .all()
  const migrations = tables.includes(MIGRATION_TABLE)
    ? connection.prepare<[], string>(`select name from ${MIGRATION_TABLE}`).pluck().all()
    : []
  return schemaVersion(file, tables, migrations)
}

/** Throws a StoreError if pages of a file that is small enough to look through contradict one another. */
export function checkPages(connection: Sqlite.Database, file: string): void {
  if (statSync(file).size > CHECKED_BYTES) return
  const [problem] = connection.prepare<[], string>('pragma quick_check(1)').pluck().all()
  if (problem !== 'ok') throw corrupt(file, problem ?? 'no answer')
}

/** Runs `use`, and turns what SQLite or the system says about the file into a StoreError. */
export function explained<T>(file: string, use: () => T): T {
  try {
    return use()
  } catch (error) {
    if (!(error instanceof Error) || error instanceof StoreError) throw error
    const code = String('code' in error ? error.code : '')
    if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
      throw corrupt(file, error.message, error)
    }
    // Of SQLite, or of the system: EACCES, ENOTDIR, EROFS and the like.
    if (/^(SQLITE_(CANTOPEN|PERM|READONLY|IOERR)|E[A-Z]+$)/.test(code)) {
      throw new StoreError(
        'STORE_UNREADABLE',
        `${file} cannot be opened (${error.message}). Check that it is a file and that this user may use it and its folder.`,
        { database: file },
        { cause: error },
      )
    }
    throw error
  }
}

function corrupt(file: string, problem: string, cause?: Error): StoreError<'STORE_CORRUPT'> {
  return new StoreError(
    'STORE_CORRUPT',
    `${file} is no database or a damaged one (${problem}). It was left as it is; move it away and index again, everything in it comes from the chain.`,
    { database: file },
    cause && { cause },
  )
}
