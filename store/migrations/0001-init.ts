import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { ColumnTypes } from './column-types.ts'

/** Makes all tables of the first version. */
export function init(types: ColumnTypes): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await createEvents(db, types)
      await createRecipes(db, types)
      await createAttestations(db, types)
      await createPolicies(db, types)
      await createCursor(db, types)
    },
  }
}

async function createEvents(db: Kysely<unknown>, { rowKey, text }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('events')
    .addColumn('seq', rowKey, (c) => c.primaryKey())
    .addColumn('event_json', text, (c) => c.notNull())
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('head', text, (c) => c.notNull())
    .addColumn('block_height', 'bigint', (c) => c.notNull())
    .addColumn('block_hash', text, (c) => c.notNull())
    .addColumn('timestamp', text, (c) => c.notNull())
    .addColumn('tx_hash', text)
    .addColumn('receipt_id', text, (c) => c.notNull())
    .addColumn('log_index', 'smallint', (c) => c.notNull())
    .execute()
}

async function createRecipes(db: Kysely<unknown>, { text }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('sources')
    .addColumn('source_id', text, (c) => c.primaryKey().notNull())
    .addColumn('repository', text, (c) => c.notNull())
    .addColumn('commit', text, (c) => c.notNull())
    .addColumn('path', text, (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('recipes')
    .addColumn('recipe_id', text, (c) => c.primaryKey().notNull())
    .addColumn('canonical_json', text, (c) => c.notNull())
    .addColumn('source_id', text, (c) => c.notNull().references('sources.source_id'))
    .addColumn('environment', text, (c) => c.notNull())
    .execute()
}

async function createAttestations(
  db: Kysely<unknown>,
  { rowKey, text }: ColumnTypes,
): Promise<void> {
  await db.schema
    .createTable('attestations')
    .addColumn('seq', rowKey, (c) => c.primaryKey())
    .addColumn('builder', text, (c) => c.notNull())
    .addColumn('recipe_id', text, (c) => c.notNull().references('recipes.recipe_id'))
    .addColumn('outcome', text, (c) => c.notNull())
    .addColumn('code_hash', text)
    .addColumn('platform', text, (c) => c.notNull())
    .addColumn('network', text, (c) => c.notNull())
    .addColumn('tool', text, (c) => c.notNull())
    .addColumn('log_digest', text)
    .addColumn('provenance', text, (c) => c.notNull())
    .addColumn('block_height', 'bigint', (c) => c.notNull())
    .addColumn('timestamp', text, (c) => c.notNull())
    .addColumn('ended_by_seq', 'bigint')
    .addColumn('ended_by', text)
    .addCheckConstraint('attestations_outcome', sql`(outcome = 'built') = (code_hash is not null)`)
    .addCheckConstraint('attestations_end', sql`(ended_by is null) = (ended_by_seq is null)`)
    .execute()
  // With seq at the end an index also gives its rows in the order of the pages.
  await createIndex(db, 'attestations', ['code_hash', 'seq'])
  await createIndex(db, 'attestations', ['recipe_id', 'builder', 'seq'])
  await createIndex(db, 'attestations', ['builder', 'seq'])
}

async function createPolicies(db: Kysely<unknown>, { rowKey, text }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('policies')
    .addColumn('seq', rowKey, (c) => c.primaryKey())
    .addColumn('owner', text, (c) => c.notNull())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('policy_version', 'bigint', (c) => c.notNull())
    .addColumn('digest', text, (c) => c.notNull())
    .addColumn('policy_json', text, (c) => c.notNull())
    .addColumn('block_height', 'bigint', (c) => c.notNull())
    .addColumn('timestamp', text, (c) => c.notNull())
    .addColumn('ended_by_seq', 'bigint')
    .addColumn('ended_by', text)
    .addCheckConstraint('policies_end', sql`(ended_by is null) = (ended_by_seq is null)`)
    .execute()
  await createIndex(db, 'policies', ['owner', 'name', 'seq'])
  await db.schema
    .createTable('operators')
    .addColumn('account', text, (c) => c.primaryKey().notNull())
    .addColumn('operator', text, (c) => c.notNull())
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('block_height', 'bigint', (c) => c.notNull())
    .addColumn('timestamp', text, (c) => c.notNull())
    .execute()
}

async function createCursor(db: Kysely<unknown>, { text }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('cursor')
    .addColumn('id', 'smallint', (c) => c.primaryKey().notNull().check(sql`id = 1`))
    .addColumn('network', text, (c) => c.notNull())
    .addColumn('registry', text, (c) => c.notNull())
    .addColumn('height', 'bigint', (c) => c.notNull())
    .addColumn('block_hash', text, (c) => c.notNull())
    .addColumn('timestamp', text, (c) => c.notNull())
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('head', text, (c) => c.notNull())
    .addColumn('data_version', 'bigint', (c) => c.notNull())
    .execute()
}

async function createIndex(db: Kysely<unknown>, table: string, columns: string[]): Promise<void> {
  const name = [table, ...columns].join('_')
  await db.schema.createIndex(name).on(table).columns(columns).execute()
}
