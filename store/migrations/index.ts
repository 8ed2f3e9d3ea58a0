import type { Migration } from 'kysely/migration'
import { init } from './0001-init.ts'
import { compactEventsAndDeployments } from './0002-compact-events-and-deployments.ts'
import { summaries } from './0003-summaries.ts'
import { pageIndexes } from './0004-page-indexes.ts'
import { evidenceIndexes } from './0005-evidence-indexes.ts'
import type { ColumnTypes } from './column-types.ts'

/** Makes each migration by its name; the number that a name begins with is the schema version it leads to. */
const MIGRATIONS: Record<string, (types: ColumnTypes) => Migration> = {
  '0001-init': init,
  '0002-compact-events-and-deployments': compactEventsAndDeployments,
  '0003-summaries': summaries,
  '0004-page-indexes': pageIndexes,
  '0005-evidence-indexes': evidenceIndexes,
}

/** Returns every migration by its name. */
export function migrationsFor(types: ColumnTypes): Record<string, Migration> {
  return Object.fromEntries(Object.entries(MIGRATIONS).map(([name, make]) => [name, make(types)]))
}

/** Returns the schema version that a migration leads to; NaN for one that cannot be ours. */
export function versionOf(migrationName: string): number {
  return /^\d{4}-/.test(migrationName) ? Number.parseInt(migrationName, 10) : Number.NaN
}

/** Schema version that this program writes and reads. */
export const SCHEMA_VERSION: number = Math.max(...Object.keys(MIGRATIONS).map(versionOf))
