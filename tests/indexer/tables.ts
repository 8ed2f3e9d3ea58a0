import type { Database } from '../../store/index.ts'

/** Returns every row of every table, in order. */
export async function allRows(db: Database) {
  return {
    blocks: await db.selectFrom('blocks').selectAll().orderBy('height').execute(),
    events: await db.selectFrom('events').selectAll().orderBy('seq').execute(),
    recipes: await db.selectFrom('recipes').selectAll().orderBy('recipe_id').execute(),
    sources: await db.selectFrom('sources').selectAll().orderBy('source_id').execute(),
    attestations: await db.selectFrom('attestations').selectAll().orderBy('seq').execute(),
    policies: await db.selectFrom('policies').selectAll().orderBy('seq').execute(),
    operators: await db.selectFrom('operators').selectAll().orderBy('account').execute(),
    results: await db.selectFrom('results').selectAll().orderBy('first_seq').execute(),
    conflicts: await db.selectFrom('conflicts').selectAll().orderBy('since_seq').execute(),
    equivocations: await db.selectFrom('equivocations').selectAll().orderBy('seq').execute(),
    builders: await db.selectFrom('builders').selectAll().orderBy('builder').execute(),
    totals: await db.selectFrom('totals').selectAll().execute(),
    deployment_totals: await db.selectFrom('deployment_totals').selectAll().execute(),
    deployments: await db
      .selectFrom('deployments')
      .selectAll()
      .orderBy('account_id')
      .orderBy('block_height')
      .execute(),
    global_codes: await db
      .selectFrom('global_codes')
      .selectAll()
      .orderBy('owner')
      .orderBy('block_height')
      .execute(),
    watched: await db.selectFrom('watched').selectAll().orderBy('account_id').execute(),
    cursor: await db.selectFrom('cursor').selectAll().execute(),
  }
}

/** Deletes every row. */
export async function emptyTables(db: Database): Promise<void> {
  for (const table of [
    'blocks',
    'attestations',
    'recipes',
    'sources',
    'events',
    'policies',
    'operators',
    'results',
    'conflicts',
    'equivocations',
    'builders',
    'totals',
    'deployment_totals',
    'deployments',
    'global_codes',
    'watched',
    'cursor',
  ] as const) {
    await db.deleteFrom(table).execute()
  }
}
