import type { Migration } from 'kysely/migration'
import { init } from './0001-init.ts'
import { compactEventsAndDeployments } from './0002-compact-events-and-deployments.ts'
import type { ColumnTypes } from './column-types.ts'

/** Names every migration; the number that a name begins with is the schema version it leads to. */
export function migrationsFor(types: ColumnTypes): Record<string, Migration> {
  return {
    '0001-init': init(types),
    '0002-compact-events-and-deployments': compactEventsAndDeployments(types),
  }
}

/** Returns the schema version that a migration leads to. */
export function versionOf(migrationName: string): number {
  return Number.parseInt(migrationName, 10)
}
