import type { Dialect } from 'kysely'
import type { AskedDatabase } from './asked-table.ts'
import type { ColumnTypes } from './migrations/column-types.ts'

/** One process at a time can write; any number can read. */
export type StoreMode = 'write' | 'read'

/** What a kind of database gives for an address: it is ours, of a version that we know, and in write mode nobody else writes. */
export type OpenedDatabase = {
  dialect: Dialect
  types: ColumnTypes
  /** Schema version that it has; 0 if no table has been made yet. */
  version: number
  /** Where it is, for people: without credentials. */
  name: string
  /** What the tables are in, where a database holds several sets of them. */
  schema?: string
  /** Closes what Kysely did not, and lets go of the right to write. */
  release: () => Promise<void>
}

/** Everything that differs between databases. */
export type DatabaseKind = {
  /** `known` is the schema version of this program; throws a StoreError. */
  open(
    database: string,
    options: { mode: StoreMode; known: number; connections: number },
  ): Promise<OpenedDatabase>
  openAsked(database: string): Promise<AskedDatabase>
}
