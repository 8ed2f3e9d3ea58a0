import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import avaTest, { type ExecutionContext } from 'ava'
import Sqlite from 'better-sqlite3'
import { Kysely, type Logger, PostgresDialect } from 'kysely'
import pg from 'pg'
import { openStore, type Store } from '../../store/index.ts'
import type { ColumnTypes } from '../../store/migrations/column-types.ts'
import { numberTypes } from '../../store/postgres/number-types.ts'
import { POSTGRES_TYPES } from '../../store/postgres/open.ts'
import { sqliteDialect } from '../../store/sqlite/dialect.ts'
import { SQLITE_TYPES } from '../../store/sqlite/open.ts'
import {
  POSTGRES_MISSING,
  type PostgresCluster,
  postgresPrograms,
  startPostgres,
} from '../support/postgres.ts'

/** A kind of database that the suites run over; each test gets empty ones of its own. */
export type TestDatabase = {
  name: string
  /** Declares a test on this kind of database, or skips it and says why. */
  test: (title: string, run: (t: ExecutionContext) => Promise<void>) => void
  types: ColumnTypes
  /** Opens an empty database that lives as long as the test. */
  open: (t: ExecutionContext) => Promise<Store>
  /** Makes an empty database, and returns what openStore finds it by. */
  create: (t: ExecutionContext) => Promise<string>
  /** Connects to a database past openStore, to bring it into a state that openStore does not leave. */
  connect: <T>(database: string, log?: Logger) => Kysely<T>
  /** What the tables of a database are in, where one server has many of them. */
  schemaOf: (database: string) => string | undefined
}

export const SQLITE: TestDatabase = {
  name: 'SQLite',
  test: avaTest,
  types: SQLITE_TYPES,
  async open(t) {
    const store = await openStore({ database: ':memory:', mode: 'write' })
    t.teardown(() => store.close())
    return store
  },
  create: async (t) => join(temporaryFolder(t), 'mirror.sqlite'),
  connect: (database, log = () => {}) =>
    new Kysely({ dialect: sqliteDialect(new Sqlite(database)), log }),
  schemaOf: () => undefined,
}

export const POSTGRES: TestDatabase = {
  name: 'PostgreSQL',
  test: postgresTest,
  types: POSTGRES_TYPES,
  async open(t) {
    const store = await openStore({ database: await POSTGRES.create(t), mode: 'write' })
    t.teardown(() => store.close())
    return store
  },
  async create() {
    const cluster = await postgresCluster()
    const schema = `test_${++schemas}`
    await cluster.run(`create schema ${schema}`)
    return `${cluster.url()}&options=-csearch_path%3D${schema}`
  },
  connect: (database, log = () => {}) =>
    new Kysely({
      log,
      dialect: new PostgresDialect({
        pool: new pg.Pool({ connectionString: database, types: numberTypes, max: 1 }),
      }),
    }),
  schemaOf: (database) => /search_path%3D(.*)$/.exec(database)?.[1],
}

export const DATABASES: TestDatabase[] = [SQLITE, POSTGRES]

let schemas = 0
let cluster: Promise<PostgresCluster> | undefined

/** Returns the one PostgreSQL server of a test file, starting it for the first test that asks. */
export function postgresCluster(): Promise<PostgresCluster> {
  cluster ??= startPostgres()
  return cluster
}

avaTest.after.always('the PostgreSQL server is stopped', async () => {
  await (await cluster)?.stop()
})

/** Declares a test that needs PostgreSQL. In continuous integration that must be there. */
export function postgresTest(title: string, run: (t: ExecutionContext) => Promise<void>): void {
  if (postgresPrograms() !== undefined) avaTest(title, run)
  else if (process.env.CI === 'true') avaTest(title, (t) => t.fail(POSTGRES_MISSING))
  else avaTest.skip(`${title} (${POSTGRES_MISSING})`, run)
}

/** Makes a folder for one test. */
export function temporaryFolder(t: ExecutionContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-store-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
