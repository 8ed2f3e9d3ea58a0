import { globSync } from 'node:fs'
import { join } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { type CompiledQuery, type Kysely, sql } from 'kysely'
import * as store from '../../../store/index.ts'
import { DATABASES, type TestDatabase } from '../databases.ts'
import { QUERIES, type Query } from './every-query.ts'
import { writeManyRows } from './many-rows.ts'
import { PLANS, type Plan } from './plans.ts'

const STATEMENTS = 20_000

// A page of 20 with what belongs to its rows, or a search through all kinds.
const MOST_ROWS_READ = 300

/** Parts of queries, which are tried with those that are made of them. */
const PARTS = ['cutRecipes', 'inOrder', 'toEvidence', 'toPage']

test('every query of the store is tried', async (t) => {
  const folder = join(import.meta.dirname, '../../../store/queries')
  const modules = await Promise.all(
    globSync('*.ts', { cwd: folder }).map((file) => import(join(folder, file))),
  )
  const functions = modules.flatMap((module: Record<string, unknown>) =>
    Object.keys(module).filter((name) => typeof module[name] === 'function'),
  )
  const tried = new Set(QUERIES.map(({ name }) => name))
  t.deepEqual([...tried].sort(), functions.filter((name) => !PARTS.includes(name)).sort())
  t.deepEqual(
    [...tried].filter((name) => !(name in store)),
    [],
  )
})

for (const kind of DATABASES) {
  kind.test(`${kind.name}: no query reads all of a table or sorts what has no bound`, async (t) => {
    const { db, statements } = await filled(t, kind)
    const plan = PLANS[kind.name as keyof typeof PLANS]
    const problems: string[] = []
    for (const query of QUERIES) {
      statements.length = 0
      await query.run(db as unknown as store.Database)
      t.true(statements.length > 0, query.name)
      for (const statement of [...statements]) {
        problems.push(...problemsOf(query, statement, await plan(db, statement)))
      }
    }
    t.deepEqual(problems, [])
  })
}

function problemsOf(query: Query, { sql }: CompiledQuery, plan: Plan): string[] {
  const { scans, sorts, rowsRead = 0, text } = plan
  const said = `by ${query.name}: ${sql}\n${text}`
  return [
    ...(query.reads === undefined ? scans.map((table) => `${table} is read whole ${said}`) : []),
    ...(query.reads === undefined && rowsRead > MOST_ROWS_READ
      ? [`${rowsRead} rows are read ${said}`]
      : []),
    ...(query.sorts === undefined && sorts ? [`rows are sorted ${said}`] : []),
  ]
}

/** Makes a database with many rows, and a connection that tells each statement. */
async function filled(t: ExecutionContext, kind: TestDatabase) {
  const database = await kind.create(t)
  const writer = await store.openStore({ database, mode: 'write' })
  await writeManyRows(writer.db, STATEMENTS)
  await writer.close()
  const statements: CompiledQuery[] = []
  const db: Kysely<never> = kind.connect(database, ({ query }) => void statements.push(query))
  t.teardown(() => db.destroy())
  // SQLite is never told to count what it has, and plans without.
  if (kind.name === 'PostgreSQL') {
    await sql`analyze`.execute(db)
    // As for a disk without moving parts; the default of 4 prefers to read small tables whole.
    await sql`set random_page_cost = 1.1`.execute(db)
  }
  return { db, statements }
}
