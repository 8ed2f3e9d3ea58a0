import type { DatabaseKind } from './opened-database.ts'

/** Returns the kind of database that an address names; each is loaded when it is needed. */
export async function databaseKind(database: string): Promise<DatabaseKind> {
  return isServerAddress(database)
    ? (await import('./postgres/kind.ts')).postgres
    : (await import('./sqlite/kind.ts')).sqlite
}

/** Tells whether a database is named by a URL; anything else is the path of a file. */
export function isServerAddress(database: string): boolean {
  return /^postgres(ql)?:\/\//.test(database)
}
