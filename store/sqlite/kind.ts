import type Sqlite from 'better-sqlite3'
import type { DatabaseKind } from '../opened-database.ts'
import { openAskedFile } from './asked-file.ts'
import { sqliteDialect } from './dialect.ts'
import { openToRead, openToWrite, SQLITE_TYPES } from './open.ts'

/** SQLite files, and databases in memory. */
export const sqlite: DatabaseKind = {
  async open(file, { mode, known }) {
    const open = mode === 'read' ? openToRead : openToWrite
    const { connection, version, release } = open(file, known)
    return {
      dialect: sqliteDialect(connection),
      types: SQLITE_TYPES,
      version,
      name: file,
      async release() {
        close(connection)
        release()
      },
    }
  },
  openAsked: openAskedFile,
}

/** Kysely leaves a connection open that it never used. */
function close(connection: Sqlite.Database): void {
  if (connection.open) connection.close()
}
