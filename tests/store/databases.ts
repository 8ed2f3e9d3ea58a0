import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ExecutionContext } from 'ava'
import Sqlite from 'better-sqlite3'
import { Kysely } from 'kysely'
import { openStore, type Store } from '../../store/index.ts'
import type { ColumnTypes } from '../../store/migrations/column-types.ts'
import { sqliteDialect } from '../../store/sqlite/dialect.ts'
import { SQLITE_TYPES } from '../../store/sqlite/open.ts'

/** A kind of database that the suites run over; each test gets empty ones of its own. */
export type TestDatabase = {
  name: string
  types: ColumnTypes
  /** Opens an empty database that lives as long as the test. */
  open: (t: ExecutionContext) => Promise<Store>
  /** Makes an empty database, and returns what openStore finds it by. */
  create: (t: ExecutionContext) => Promise<string>
  /** Connects to a database past openStore, to bring it into a state that openStore does not leave. */
  connect: <T>(database: string) => Kysely<T>
}

export const DATABASES: TestDatabase[] = [
  {
    name: 'SQLite',
    types: SQLITE_TYPES,
    async open(t) {
      const store = await openStore({ database: ':memory:', mode: 'write' })
      t.teardown(() => store.close())
      return store
    },
    create: async (t) => join(temporaryFolder(t), 'mirror.sqlite'),
    connect: (database) => new Kysely({ dialect: sqliteDialect(new Sqlite(database)) }),
  },
]

/** Makes a folder for one test. */
export function temporaryFolder(t: ExecutionContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-store-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
