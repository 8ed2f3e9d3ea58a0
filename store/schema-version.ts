import { StoreError } from './errors.ts'
import { versionOf } from './migrations/index.ts'

// Kysely's migrator keeps the names of the migrations that have run in a table of this name.
export const MIGRATION_TABLE = 'kysely_migration'

/** Returns the schema version of the tables of a database, 0 if there are none; throws a StoreError for tables that are not ours. */
export function schemaVersion(
  database: string,
  tables: readonly string[],
  migrations: readonly string[],
): number {
  if (!tables.includes(MIGRATION_TABLE)) {
    if (tables.length === 0) return 0
    throw foreign(database, tables, `its first table is \`${tables[0]}\``)
  }
  const versions = migrations.map(versionOf)
  // Other programs migrate with Kysely, too.
  if (versions.some(Number.isNaN)) {
    throw foreign(database, tables, `it has the migration \`${migrations[0]}\``)
  }
  return Math.max(0, ...versions)
}

/** Throws a StoreError if tables of a version cannot be used by this program: a writer brings older ones up to date. */
export function checkVersion(
  database: string,
  version: number,
  { mode, known }: { mode: 'write' | 'read'; known: number },
): void {
  if (version > known) {
    throw new StoreError(
      'STORE_NEWER',
      `${database} has schema version ${version}, but this program knows versions up to ${known}. It was left as it is; use the newer program, or another database.`,
      { database, version, known },
    )
  }
  if (mode === 'read' && version < known) {
    throw new StoreError(
      'STORE_OLDER',
      `${database} has schema version ${version}, but this program reads version ${known}. Start this version's indexer on it once; it brings the database up to date.`,
      { database, version, known },
    )
  }
}

function foreign(database: string, tables: readonly string[], sign: string): StoreError {
  return new StoreError(
    'STORE_FOREIGN',
    `${database} is a database of another program (${sign}). Give another one.`,
    { database, tables: [...tables] },
  )
}
