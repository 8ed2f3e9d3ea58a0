import type { ClientBase } from 'pg'
import { StoreError } from '../errors.ts'
import { MIGRATION_TABLE, schemaVersion } from '../schema-version.ts'
import type { Address } from './address.ts'

/** The schema that tables are made in (the first of `search_path`), and the version of those in it. */
export type Found = { schema: string; version: number }

/** Looks at what is there; throws a StoreError if it is another program's. */
export async function inspect(client: ClientBase, { name }: Address): Promise<Found> {
  const { rows } = await client.query<{ schema: string | null; tables: string[] | null }>(
    `select current_schema() as schema, array_agg(tablename::text order by tablename) as tables
     from pg_tables where schemaname = current_schema() and tablename <> 'asked'`,
  )
  const schema = rows[0]?.schema ?? null
  const tables = rows[0]?.tables ?? []
  if (schema === null) {
    throw new StoreError(
      'STORE_NO_DATABASE',
      `${name} has no schema to put tables in: search_path names none that exists. Make it, or leave search_path out of the URL.`,
      { database: name },
    )
  }
  const migrations = tables.includes(MIGRATION_TABLE)
    ? await client.query<{ name: string }>(`select name from ${MIGRATION_TABLE} order by name`)
    : { rows: [] }
  const names = migrations.rows.map((row) => row.name)
  return { schema, version: schemaVersion(name, tables, names) }
}
