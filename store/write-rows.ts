import { sql } from 'kysely'
import type { KeyedTable } from './projected-tables.ts'
import type { RowKey, TableRow } from './queries/table-rows.ts'
import { rowParts } from './row-parts.ts'
import type { Database } from './tables.ts'

/** Writes whole rows of a table; one with the same key is replaced. */
export async function putRows(
  db: Database,
  { name, key }: KeyedTable,
  rows: readonly TableRow[],
): Promise<void> {
  for (const part of rowParts(rows)) {
    const columns = Object.keys(part[0] ?? {})
    const values = part.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`)
    const set = columns
      .filter((column) => column !== key)
      .map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`)
    await sql`insert into ${sql.table(name)} (${sql.join(columns.map((c) => sql.ref(c)))})
      values ${sql.join(values)}
      on conflict (${sql.ref(key)}) do update set ${sql.join(set)}`.execute(db)
  }
}

/** Deletes the rows with these keys. */
export async function deleteRows(
  db: Database,
  { name, key }: KeyedTable,
  keys: readonly RowKey[],
): Promise<void> {
  for (const part of rowParts(keys)) {
    await sql`delete from ${sql.table(name)} where ${sql.ref(key)} in (${sql.join(part)})`.execute(
      db,
    )
  }
}

/** Counts changes that came from no batch into the version of the data. */
export async function raiseDataVersion(db: Database, changes: number): Promise<void> {
  await db
    .updateTable('cursor')
    .set((eb) => ({ data_version: eb('data_version', '+', changes) }))
    .execute()
}
