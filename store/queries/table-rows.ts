import { sql } from 'kysely'
import type { KeyedTable } from '../projected-tables.ts'
import type { Database } from '../tables.ts'

/** A row as it is stored, whichever table it is of. */
export type TableRow = Readonly<Record<string, string | number | null>>

export type RowKey = string | number

/** Returns up to `limit` rows after a key (undefined: from the first on), in the database's own order of keys. */
export async function rowsAfter(
  db: Database,
  { name, key }: KeyedTable,
  after: RowKey | undefined,
  limit: number,
): Promise<TableRow[]> {
  return await rowsOf(db, name)
    .$if(after !== undefined, (q) => q.where(sql.ref(key), '>', after))
    .orderBy(sql.ref(key))
    .limit(limit)
    .execute()
}

/** Returns the rows with these keys, as far as there are any. */
export async function rowsByKeys(
  db: Database,
  { name, key }: KeyedTable,
  keys: readonly RowKey[],
): Promise<TableRow[]> {
  if (keys.length === 0) return []
  return await rowsOf(db, name).where(sql.ref(key), 'in', keys).execute()
}

/** Returns how many rows a table has. */
export async function countRows(db: Database, name: KeyedTable['name']): Promise<number> {
  const { count } = await db
    .selectFrom(sql`${sql.table(name)}`.as('counted'))
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

function rowsOf(db: Database, name: KeyedTable['name']) {
  return db.selectFrom(sql<TableRow>`${sql.table(name)}`.as('row')).selectAll()
}
