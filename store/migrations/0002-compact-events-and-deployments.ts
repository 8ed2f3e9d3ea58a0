import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { cutRecipe } from '../compact-event.ts'
import type { ColumnTypes } from './column-types.ts'

// An event text has at most 16,384 bytes (the limit on a receipt's logs), so a page has at most 17 MB; 9 columns a row stay below any limit on parameters.
const PAGE = 1_000

/** Stores recipes and blocks once instead of in every event, and makes the tables of what accounts run. */
export function compactEventsAndDeployments(types: ColumnTypes): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await createBlocks(db as Kysely<Before & After>, types)
      await rewriteEvents(db as Kysely<Before & After>, types)
      await createDeployments(db, types)
    },
  }
}

type Event = {
  seq: number
  event_json: string
  kind: string
  head: string
  block_height: number
  tx_hash: string | null
  receipt_id: string
  log_index: number
}

type Before = {
  events: Event & { block_hash: string; timestamp: string }
  attestations: { seq: number; recipe_id: string }
  recipes: { recipe_id: string; canonical_json: string }
}

type After = {
  blocks: { height: number; hash: string; timestamp: string }
  compact_events: Event & { recipe_at: number | null }
}

async function createBlocks(
  db: Kysely<Before & After>,
  { rowKey, text }: ColumnTypes,
): Promise<void> {
  await db.schema
    .createTable('blocks')
    .addColumn('height', rowKey, (c) => c.primaryKey())
    .addColumn('hash', text, (c) => c.notNull())
    .addColumn('timestamp', text, (c) => c.notNull())
    .execute()
  await db
    .insertInto('blocks')
    .columns(['height', 'hash', 'timestamp'])
    .expression((from) =>
      from.selectFrom('events').select(['block_height', 'block_hash', 'timestamp']).distinct(),
    )
    .execute()
}

async function rewriteEvents(
  db: Kysely<Before & After>,
  { rowKey, text }: ColumnTypes,
): Promise<void> {
  await db.schema
    .createTable('compact_events')
    .addColumn('seq', rowKey, (c) => c.primaryKey())
    .addColumn('event_json', text, (c) => c.notNull())
    .addColumn('recipe_at', 'smallint')
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('head', text, (c) => c.notNull())
    .addColumn('block_height', 'bigint', (c) => c.notNull())
    .addColumn('tx_hash', text)
    .addColumn('receipt_id', text, (c) => c.notNull())
    .addColumn('log_index', 'smallint', (c) => c.notNull())
    .execute()
  for (let after = 0; ; ) {
    const page = await db
      .selectFrom('events as e')
      .leftJoin('attestations as a', 'a.seq', 'e.seq')
      .leftJoin('recipes as r', 'r.recipe_id', 'a.recipe_id')
      .select(['e.seq', 'e.event_json', 'e.kind', 'e.head', 'e.block_height'])
      .select(['e.tx_hash', 'e.receipt_id', 'e.log_index', 'r.canonical_json'])
      .where('e.seq', '>', after)
      .orderBy('e.seq')
      .limit(PAGE)
      .execute()
    const last = page.at(-1)
    if (last === undefined) break
    const compact = page.map(({ canonical_json, event_json, ...rest }) => ({
      ...rest,
      ...cutRecipe(event_json, canonical_json ?? undefined),
    }))
    await db.insertInto('compact_events').values(compact).execute()
    after = last.seq
  }
  await db.schema.dropTable('events').execute()
  await db.schema.alterTable('compact_events').renameTo('events').execute()
}

async function createDeployments(db: Kysely<unknown>, { text }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('deployments')
    .addColumn('account_id', text, (c) => c.notNull())
    .addColumn('block_height', 'bigint', (c) => c.notNull())
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('code_hash', text)
    .addColumn('owner', text)
    .addColumn('found', 'smallint', (c) => c.notNull().check(sql`found in (0, 1)`))
    .addColumn('receipt_id', text)
    .addColumn('tx_hash', text)
    .addColumn('signer', text)
    .addColumn('until_height', 'bigint')
    .addPrimaryKeyConstraint('deployments_key', ['account_id', 'block_height'])
    .addCheckConstraint(
      'deployments_code',
      sql`(kind in ('local', 'global_hash')) = (code_hash is not null)`,
    )
    .addCheckConstraint('deployments_owner', sql`(kind = 'global_account') = (owner is not null)`)
    .execute()
  await createIndex(db, 'deployments', ['code_hash', 'account_id'])
  await createIndex(db, 'deployments', ['owner', 'account_id'])
  await db.schema
    .createTable('global_codes')
    .addColumn('owner', text, (c) => c.notNull())
    .addColumn('block_height', 'bigint', (c) => c.notNull())
    .addColumn('code_hash', text, (c) => c.notNull())
    .addColumn('receipt_id', text)
    .addColumn('tx_hash', text)
    .addColumn('signer', text)
    .addColumn('until_height', 'bigint')
    .addPrimaryKeyConstraint('global_codes_key', ['owner', 'block_height'])
    .execute()
  await db.schema
    .createTable('watched')
    .addColumn('account_id', text, (c) => c.primaryKey().notNull())
    .addColumn('since_height', 'bigint', (c) => c.notNull())
    .addColumn('reason', text, (c) => c.notNull())
    .execute()
}

async function createIndex(db: Kysely<unknown>, table: string, columns: string[]): Promise<void> {
  const name = [table, ...columns].join('_')
  await db.schema.createIndex(name).on(table).columns(columns).execute()
}
