import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { sql } from 'kysely'
import type { Finding } from '../../indexer/index.ts'
import { type Database, openStore, PROJECTED_TABLES, type Tables } from '../../store/index.ts'
import { DATABASES, SQLITE, temporaryFolder } from '../store/databases.ts'
import { auditOf } from './audit-of.ts'
import { fillMirror } from './filled-mirror.ts'
import type { Step } from './made-up-registry.ts'
import { allRows } from './tables.ts'

const named = (findings: readonly Finding[]) =>
  findings.map(({ table, key, column }) => [table, key, column])

for (const { name, test, open } of DATABASES) {
  test(`${name}: a mirror that is as it was written has nothing that differs, and is left so`, async (t) => {
    const { db } = await open(t)
    const { events, blocks } = await fillMirror(db)
    const before = await allRows(db)
    const { cursor, ...rest } = await auditOf(db)
    t.deepEqual(rest, {
      rows: {
        sources: before.sources.length,
        recipes: before.recipes.length,
        events: events.length,
        attestations: before.attestations.length,
        policies: before.policies.length,
        operators: before.operators.length,
        results: before.results.length,
        conflicts: before.conflicts.length,
        equivocations: before.equivocations.length,
        builders: before.builders.length,
        totals: before.totals.length,
      },
      seq: events.length,
      head: before.events.at(-1)?.head ?? '',
      tablesCompared: true,
      findings: [],
      more: 0,
      chain: null,
    })
    t.like(cursor, { height: blocks.at(-1)?.height, seq: events.length })
    t.true(Object.values(rest.rows).every((count) => count > 0))
    t.true(before.events.some(({ recipe_at }) => recipe_at !== null))
    t.deepEqual(await allRows(db), before)
  })

  test(`${name}: more rows than a page has are compared, and what differs on any page is told`, async (t) => {
    const { db } = await open(t)
    const many = Array.from({ length: 700 }, (_, who): Step[] => [
      { kind: 'attest', who, what: who, value: 1 },
      { kind: 'operator_set', who, what: 0, value: 1 },
    ])
    await fillMirror(db, many)
    t.like(await auditOf(db), { findings: [], rows: { attestations: 700, operators: 700 } })
    const { operators } = await allRows(db)
    const [first, last] = [operators[0]?.account ?? '', operators.at(-1)?.account ?? '']
    await db.updateTable('attestations').set({ tool: 'b' }).where('seq', 'in', [1, 1_397]).execute()
    await db.deleteFrom('operators').where('account', 'in', [first, last]).execute()
    const { findings } = await auditOf(db)
    t.deepEqual(named(findings), [
      ['attestations', 1, 'tool'],
      ['attestations', 1_397, 'tool'],
      ['operators', first, null],
      ['operators', last, null],
    ])
    t.like(findings[0], { stored: 'b', computed: 'countersign/1.0.0' })
    t.like(findings[2], { stored: null, computed: { account: first } })
  })

  test(`${name}: the first findings are told, and how many more there are`, async (t) => {
    const { db } = await open(t)
    await fillMirror(db)
    await db.updateTable('attestations').set({ platform: 'a', tool: 'b' }).execute()
    const { attestations } = await allRows(db)
    const { findings, more } = await auditOf(db, 5)
    t.is(findings.length, 5)
    t.is(more, attestations.length * 2 - 5)
  })

  test(`${name}: a row that no event made is told`, async (t) => {
    const { db } = await open(t)
    await fillMirror(db)
    const row = { account: 'x.near', operator: 'y.near', seq: 1, block_height: 1, timestamp: '1' }
    await db.insertInto('operators').values(row).execute()
    const { findings } = await auditOf(db)
    t.deepEqual(findings, [
      { table: 'operators', key: 'x.near', column: null, stored: row, computed: null },
    ])
  })

  test(`${name}: missing events are told, and those after them are still checked`, async (t) => {
    const { db } = await open(t)
    await fillMirror(db)
    await db.deleteFrom('events').where('seq', 'in', [4, 9, 10]).execute()
    await db.updateTable('events').set({ head: 'x' }).where('seq', '=', 13).execute()
    const { findings, tablesCompared } = await auditOf(db, 50)
    t.deepEqual(named(findings.filter(({ table }) => table === 'events')), [
      ['events', 4, null],
      ['events', 9, null],
      ['events', 13, 'head'],
      // It withdraws what event 10 attested.
      ['events', 11, 'event_json'],
    ])
    t.is(findings[1]?.problem, 'and all up to 10 are missing')
    t.false(tablesCompared)
  })
}

/** What follows from no event; the rest of the cursor and the hashes of blocks are what a node is asked about. */
const NOT_COMPUTED: Record<string, readonly string[]> = {
  events: ['tx_hash', 'receipt_id', 'log_index'],
  blocks: ['hash'],
  cursor: ['id', 'network', 'registry', 'height', 'block_hash', 'timestamp', 'data_version'],
}
/** Tables of which no event says anything. */
const OTHER_TABLES = ['deployments', 'global_codes', 'watched', 'deployment_totals']

const KEYS: Record<string, string> = {
  ...Object.fromEntries(PROJECTED_TABLES.map(({ name, key }) => [name, key])),
  blocks: 'height',
  cursor: 'id',
}

async function columnsOf(db: Database): Promise<[table: string, columns: string[]][]> {
  const tables = await db.introspection.getTables()
  return tables
    .filter(({ name }) => !OTHER_TABLES.includes(name))
    .map(({ name, columns }) => [name, columns.map((column) => column.name)])
}

const altered = (value: unknown): string | number =>
  typeof value === 'number' ? value + 1_000 : value === null ? 1_000 : `${value as string}x`

test('an audit that is killed leaves nothing of its copy behind', async (t) => {
  const [folder, temporary] = [temporaryFolder(t), temporaryFolder(t)]
  const database = join(folder, 'mirror.sqlite')
  const store = await openStore({ database, mode: 'write' })
  await fillMirror(store.db)
  await store.close()
  const script = join(import.meta.dirname, 'audit-process.ts')
  const child = spawn(process.execPath, [script, database], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, TMPDIR: temporary },
  })
  const [, signal] = await once(child, 'exit')
  t.is(signal, 'SIGKILL')
  t.deepEqual(await readdir(temporary), [])
})

test('every table is compared, or is one that no event says anything of', async (t) => {
  const { db } = await SQLITE.open(t)
  t.deepEqual((await columnsOf(db)).map(([table]) => table).sort(), Object.keys(KEYS).sort())
})

test('a change of any column of the first and the last row of any table is named', async (t) => {
  const { db } = await SQLITE.open(t)
  // What a stranger's program writes is not held to them.
  await sql`pragma foreign_keys = off`.execute(db)
  await sql`pragma ignore_check_constraints = on`.execute(db)
  await fillMirror(db)
  for (const [table, columns] of await columnsOf(db)) {
    const rows = Object.values(
      (await allRows(db))[table as keyof Tables] as Record<string, string | number | null>[],
    )
    t.true(rows.length > 0, table)
    for (const row of new Set([rows[0], rows.at(-1)])) {
      for (const column of columns) await alter(t, db, table, column, row ?? {})
    }
  }
  t.like(await auditOf(db), { findings: [] })
})

/** Alters one value, looks whether the audit names it, and puts it back. */
async function alter(
  t: ExecutionContext,
  db: Database,
  table: string,
  column: string,
  row: Record<string, string | number | null>,
): Promise<void> {
  const key = KEYS[table] as string
  const set = async (from: Record<string, unknown>, value: unknown) =>
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${value} where ${sql.ref(key)} = ${from[key]}`.execute(
      db,
    )
  const value = altered(row[column])
  await set(row, value)
  const { findings } = await auditOf(db)
  await set(
    { ...row, [column]: value, ...(column === key ? {} : { [key]: row[key] }) },
    row[column],
  )

  const what = `${table}.${column} of ${row[key]}`
  if (NOT_COMPUTED[table]?.includes(column)) {
    t.deepEqual(findings, [], what)
    return
  }
  t.true(
    findings.some(
      (found) =>
        found.table === table &&
        (column === key
          ? found.column === null && found.key === row[key]
          : found.column === column && found.key === row[key]),
    ),
    `${what} became ${value}: ${JSON.stringify(findings)}`,
  )
}
