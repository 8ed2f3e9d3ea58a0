import type { Database, Totals } from '../tables.ts'

/** Returns how much there is of everything; all of it is counted as it comes. */
export async function readTotals(db: Database): Promise<Totals> {
  const events = await db.selectFrom('totals').selectAll().executeTakeFirst()
  const deployments = await db.selectFrom('deployment_totals').selectAll().executeTakeFirst()
  const { id: _, ...totals } = { ...NOTHING, ...events, ...deployments }
  return totals
}

const NOTHING = {
  id: 1,
  attestations: 0,
  live_attestations: 0,
  recipes: 0,
  sources: 0,
  builders: 0,
  policies_in_force: 0,
  operators: 0,
  open_conflicts: 0,
  equivocations: 0,
  deployments: 0,
  watched: 0,
}
