import { rowParts } from './row-parts.ts'
import { addToDeploymentTotals } from './summaries/totals.ts'
import type { Database, DeploymentRow, GlobalCodeRow, WatchedRow } from './tables.ts'

/** From which block on an account ran something else than an earlier batch has written. */
export type DeploymentEnding = Pick<DeploymentRow, 'account_id' | 'block_height'> & {
  until_height: number
}

/** From which block on a global contract was another code than an earlier batch has written. */
export type GlobalCodeEnding = Pick<GlobalCodeRow, 'owner' | 'block_height'> & {
  until_height: number
}

/** What some blocks change in what accounts run. */
export type DeploymentBatch = {
  /** At most one of an account and block: what it ran when the block was over. */
  deployments?: DeploymentRow[]
  deploymentEndings?: DeploymentEnding[]
  /** At most one of an owner and block. */
  globalCodes?: GlobalCodeRow[]
  globalCodeEndings?: GlobalCodeEnding[]
  /** Those that are watched already stay as they are. */
  watched?: WatchedRow[]
}

/**
 * Returns how many rows a batch adds.
 *
 * What ends is not counted, since it comes with what follows it: so the count does not depend on how blocks are split into batches.
 */
export function deploymentChanges({ deployments, globalCodes, watched }: DeploymentBatch): number {
  return [deployments, globalCodes, watched].reduce((sum, rows) => sum + (rows?.length ?? 0), 0)
}

/** Writes what accounts run; what is written of the same account and block already is replaced. */
export async function writeDeployments(db: Database, batch: DeploymentBatch): Promise<void> {
  for (const { until_height, account_id, block_height } of batch.deploymentEndings ?? []) {
    await db
      .updateTable('deployments')
      .set({ until_height })
      .where('account_id', '=', account_id)
      .where('block_height', '=', block_height)
      .execute()
  }
  const there = await known(db, batch.deployments ?? [])
  for (const rows of rowParts(batch.deployments)) {
    await db
      .insertInto('deployments')
      .values(rows)
      .onConflict((c) =>
        c.columns(['account_id', 'block_height']).doUpdateSet((eb) => ({
          kind: eb.ref('excluded.kind'),
          code_hash: eb.ref('excluded.code_hash'),
          owner: eb.ref('excluded.owner'),
          found: eb.ref('excluded.found'),
          receipt_id: eb.ref('excluded.receipt_id'),
          tx_hash: eb.ref('excluded.tx_hash'),
          signer: eb.ref('excluded.signer'),
          until_height: eb.ref('excluded.until_height'),
        })),
      )
      .execute()
  }
  await writeGlobalCodes(db, batch)
  let watched = 0
  for (const rows of rowParts(batch.watched)) {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('watched')
      .values(rows)
      .onConflict((c) => c.doNothing())
      .executeTakeFirst()
    watched += Number(numInsertedOrUpdatedRows)
  }
  const deployments = (batch.deployments?.length ?? 0) - there
  if (deployments + watched > 0) await addToDeploymentTotals(db, { deployments, watched })
}

/** Returns of how many of the accounts and blocks something is known already. */
async function known(db: Database, deployments: readonly DeploymentRow[]): Promise<number> {
  let count = 0
  for (const { account_id, block_height } of deployments) {
    const row = await db
      .selectFrom('deployments')
      .select('account_id')
      .where('account_id', '=', account_id)
      .where('block_height', '=', block_height)
      .executeTakeFirst()
    if (row !== undefined) count++
  }
  return count
}

async function writeGlobalCodes(db: Database, batch: DeploymentBatch): Promise<void> {
  for (const { until_height, owner, block_height } of batch.globalCodeEndings ?? []) {
    await db
      .updateTable('global_codes')
      .set({ until_height })
      .where('owner', '=', owner)
      .where('block_height', '=', block_height)
      .execute()
  }
  for (const rows of rowParts(batch.globalCodes)) {
    await db
      .insertInto('global_codes')
      .values(rows)
      .onConflict((c) =>
        c.columns(['owner', 'block_height']).doUpdateSet((eb) => ({
          code_hash: eb.ref('excluded.code_hash'),
          receipt_id: eb.ref('excluded.receipt_id'),
          tx_hash: eb.ref('excluded.tx_hash'),
          signer: eb.ref('excluded.signer'),
          until_height: eb.ref('excluded.until_height'),
        })),
      )
      .execute()
  }
}
