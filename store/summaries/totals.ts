import type { Database, DeploymentTotalsTable, TotalsTable } from '../tables.ts'

/** Adds to the totals of what the registry's events have led to. */
export async function addToTotals(db: Database, more: Omit<TotalsTable, 'id'>): Promise<void> {
  await db
    .insertInto('totals')
    .values({ id: 1, ...more })
    .onConflict((c) =>
      c.column('id').doUpdateSet((eb) => ({
        attestations: eb('totals.attestations', '+', more.attestations),
        live_attestations: eb('totals.live_attestations', '+', more.live_attestations),
        recipes: eb('totals.recipes', '+', more.recipes),
        sources: eb('totals.sources', '+', more.sources),
        builders: eb('totals.builders', '+', more.builders),
        policies_in_force: eb('totals.policies_in_force', '+', more.policies_in_force),
        operators: eb('totals.operators', '+', more.operators),
        open_conflicts: eb('totals.open_conflicts', '+', more.open_conflicts),
        equivocations: eb('totals.equivocations', '+', more.equivocations),
      })),
    )
    .execute()
}

/** Adds to the totals of what is known of accounts. */
export async function addToDeploymentTotals(
  db: Database,
  more: Omit<DeploymentTotalsTable, 'id'>,
): Promise<void> {
  await db
    .insertInto('deployment_totals')
    .values({ id: 1, ...more })
    .onConflict((c) =>
      c.column('id').doUpdateSet((eb) => ({
        deployments: eb('deployment_totals.deployments', '+', more.deployments),
        watched: eb('deployment_totals.watched', '+', more.watched),
      })),
    )
    .execute()
}
