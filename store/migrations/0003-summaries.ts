import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { sumUp } from '../summaries/sum-up.ts'
import { addToDeploymentTotals, addToTotals } from '../summaries/totals.ts'
import type { Database } from '../tables.ts'
import type { ColumnTypes } from './column-types.ts'

// Events of a page of the migration; a row of theirs takes some hundred bytes.
const PAGE = 10_000

/** Makes what sums up statements, and the indexes of the questions that explorers have. */
export function summaries(types: ColumnTypes): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await createSummaries(db, types)
      await addFirstSeqs(db)
      await createIndexes(db)
      await fillSummaries(db as Database)
    },
  }
}

async function createSummaries(
  db: Kysely<unknown>,
  { rowKey, text, storedByKey }: ColumnTypes,
): Promise<void> {
  await db.schema
    .createTable('results')
    .addColumn('first_seq', rowKey, (c) => c.primaryKey())
    .addColumn('recipe_id', text, (c) => c.notNull())
    .addColumn('code_hash', text, (c) => c.notNull())
    .addColumn('live', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('conflicts')
    .addColumn('since_seq', rowKey, (c) => c.primaryKey())
    .addColumn('recipe_id', text, (c) => c.notNull())
    .addColumn('until_seq', 'bigint')
    .execute()
  await db.schema
    .createTable('equivocations')
    .addColumn('seq', rowKey, (c) => c.primaryKey())
    .addColumn('earlier_seq', 'bigint', (c) => c.notNull())
    .addColumn('builder', text, (c) => c.notNull())
    .addColumn('recipe_id', text, (c) => c.notNull())
    .execute()
  const builders = db.schema
    .createTable('builders')
    .addColumn('builder', text, (c) => c.primaryKey().notNull())
    .addColumn('first_seq', 'bigint', (c) => c.notNull())
    .addColumn('last_seq', 'bigint', (c) => c.notNull())
    .addColumn('live_built', 'bigint', (c) => c.notNull())
    .addColumn('live_failed', 'bigint', (c) => c.notNull())
  await (storedByKey === null ? builders : builders.modifyEnd(storedByKey)).execute()
  await createTotals(db, 'totals', [
    'attestations',
    'live_attestations',
    'recipes',
    'sources',
    'builders',
    'policies_in_force',
    'operators',
    'open_conflicts',
    'equivocations',
  ])
  await createTotals(db, 'deployment_totals', ['deployments', 'watched'])
}

async function createTotals(db: Kysely<unknown>, name: string, columns: string[]): Promise<void> {
  let table = db.schema
    .createTable(name)
    .addColumn('id', 'smallint', (c) => c.primaryKey().notNull().check(sql`id = 1`))
  for (const column of columns) table = table.addColumn(column, 'bigint', (c) => c.notNull())
  await table.execute()
}

async function addFirstSeqs(db: Kysely<unknown>): Promise<void> {
  for (const table of ['recipes', 'sources']) {
    await db.schema
      .alterTable(table)
      .addColumn('first_seq', 'bigint', (c) => c.notNull().defaultTo(0))
      .execute()
  }
  await sql`update recipes set first_seq =
    (select min(a.seq) from attestations a where a.recipe_id = recipes.recipe_id)`.execute(db)
  await createIndex(db, 'recipes', ['source_id', 'first_seq'])
  await sql`update sources set first_seq =
    (select min(r.first_seq) from recipes r where r.source_id = sources.source_id)`.execute(db)
}

async function createIndexes(db: Kysely<unknown>): Promise<void> {
  await createIndex(db, 'results', ['recipe_id', 'code_hash'])
  await createIndex(db, 'recipes', ['first_seq'])
  await createIndex(db, 'recipes', ['environment', 'first_seq'])
  await createIndex(db, 'sources', ['first_seq'])
  await createIndex(db, 'sources', ['repository', 'source_id'])
  await createIndex(db, 'sources', ['commit', 'source_id'])
  await createIndex(db, 'policies', ['digest', 'seq'])
  await createIndex(db, 'operators', ['operator', 'account'])
  await createIndex(db, 'conflicts', ['recipe_id', 'since_seq'])
  await createIndex(db, 'equivocations', ['builder', 'seq'])
  await createIndex(db, 'equivocations', ['recipe_id', 'seq'])
  await createIndex(db, 'global_codes', ['code_hash', 'owner', 'block_height'])
  // What is in force is asked for most, and what is over only grows.
  for (const [table, column, end] of [
    ['conflicts', 'since_seq', 'until_seq'],
    ['policies', 'seq', 'ended_by_seq'],
  ] as const) {
    await db.schema
      .createIndex(`${table}_in_force`)
      .on(table)
      .column(column)
      .where(sql.ref(end), 'is', null)
      .execute()
  }
  // With the block at the end they also give their rows in the order of the pages.
  for (const column of ['code_hash', 'owner']) {
    await db.schema.dropIndex(`deployments_${column}_account_id`).execute()
    await createIndex(db, 'deployments', [column, 'account_id', 'block_height'])
  }
  // Of a random text the first characters find the row as well as all of it, in a fifth of the room.
  for (const column of ['tx_hash', 'receipt_id']) {
    await db.schema
      .createIndex(`events_${column}_start`)
      .on('events')
      .expression(sql`substr(${sql.ref(column)}, 1, 8)`)
      .execute()
  }
}

/** Goes through the events that are there as if they came now. */
async function fillSummaries(db: Database): Promise<void> {
  await db.schema
    .createIndex('attestations_ended')
    .on('attestations')
    .column('ended_by_seq')
    .execute()
  const counted = await count(db, 'events')
  if (counted > 0) await addToTotals(db, await countedTotals(db))
  const deployments = await count(db, 'deployments')
  const watched = await count(db, 'watched')
  if (deployments + watched > 0) await addToDeploymentTotals(db, { deployments, watched })
  const { last } = await db
    .selectFrom('events')
    .select((eb) => eb.fn.max('seq').as('last'))
    .executeTakeFirstOrThrow()
  for (let after = 0; after < (last ?? 0); after += PAGE) {
    const attestations = await db
      .selectFrom('attestations')
      .select(['seq', 'builder', 'recipe_id', 'code_hash'])
      .where('seq', '>', after)
      .where('seq', '<=', after + PAGE)
      .execute()
    const endings = await db
      .selectFrom('attestations')
      .select((eb) => ['seq', eb.ref('ended_by_seq').$notNull().as('ended_by_seq')])
      .where('ended_by_seq', '>', after)
      .where('ended_by_seq', '<=', after + PAGE)
      .execute()
    const grown = await sumUp(db, { attestations, attestationEndings: endings })
    await addToTotals(db, { ...NOTHING, ...grown })
  }
  await db.schema.dropIndex('attestations_ended').execute()
}

const NOTHING = { recipes: 0, sources: 0, policies_in_force: 0, operators: 0 }

async function countedTotals(db: Database) {
  const { policies } = await db
    .selectFrom('policies')
    .select((eb) => eb.fn.countAll<number>().as('policies'))
    .where('ended_by_seq', 'is', null)
    .executeTakeFirstOrThrow()
  return {
    recipes: await count(db, 'recipes'),
    sources: await count(db, 'sources'),
    operators: await count(db, 'operators'),
    policies_in_force: policies,
    // Counted as the statements are gone through.
    attestations: 0,
    live_attestations: 0,
    builders: 0,
    open_conflicts: 0,
    equivocations: 0,
  }
}

type Counted = 'events' | 'recipes' | 'sources' | 'operators' | 'deployments' | 'watched'

async function count(db: Database, table: Counted): Promise<number> {
  const { rows } = await db
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow()
  return rows
}

async function createIndex(db: Kysely<unknown>, table: string, columns: string[]): Promise<void> {
  const name = [table, ...columns].join('_')
  await db.schema.createIndex(name).on(table).columns(columns).execute()
}
