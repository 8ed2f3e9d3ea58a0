import type { AccountId } from '../protocol/account-id.ts'
import { cutRecipe } from './compact-event.ts'
import { rowParts } from './row-parts.ts'
import { sumUp } from './summaries/sum-up.ts'
import { addToTotals } from './summaries/totals.ts'
import type {
  AttestationRow,
  BlockRow,
  Cursor,
  Database,
  EventRow,
  OperatorRow,
  PolicyRow,
  RecipeRow,
  SourceRow,
} from './tables.ts'
import { type DeploymentBatch, deploymentChanges, writeDeployments } from './write-deployments.ts'
import { writeOperators } from './write-operators.ts'

/** The end of a row that an earlier batch wrote. */
export type Ending<By extends string> = { seq: number; ended_by_seq: number; ended_by: By }

/** Everything that some blocks change. */
export type Batch = DeploymentBatch & {
  /** The blocks of the events, deployments and global codes; they may be there already. */
  blocks?: BlockRow[]
  /** With their whole texts. */
  events: EventRow[]
  sources: SourceRow[]
  recipes: RecipeRow[]
  attestations: AttestationRow[]
  attestationEndings: Ending<'superseded' | 'withdrawn'>[]
  policies: PolicyRow[]
  policyEndings: Ending<'superseded' | 'removed'>[]
  /** null: the account took its declaration back. */
  operators: ReadonlyMap<AccountId, OperatorRow | null>
  /** Where everything has been seen up to after this batch. */
  cursor: Omit<Cursor, 'data_version'>
}

/** Writes rows and cursor in one transaction, which may be the caller's: all of it, or nothing. */
export async function writeBatch(db: Database, batch: Batch): Promise<void> {
  const write = async (transaction: Database) => {
    await writeBlocks(transaction, batch)
    if (batch.events.length > 0) await writeRows(transaction, batch)
    await writeDeployments(transaction, batch)
    await writeCursor(transaction, batch, batch.events.length + deploymentChanges(batch))
  }
  await (db.isTransaction ? write(db) : db.transaction().execute(write))
}

async function writeBlocks(db: Database, { blocks }: Batch): Promise<void> {
  for (const rows of rowParts(blocks)) {
    await db
      .insertInto('blocks')
      .values(rows)
      .onConflict((c) => c.doNothing())
      .execute()
  }
}

async function writeRows(db: Database, batch: Batch): Promise<void> {
  await writeEvents(db, batch)
  const sources = await writeSources(db, batch.sources)
  const recipes = await writeRecipes(db, batch.recipes)
  for (const rows of rowParts(batch.attestations)) {
    await db.insertInto('attestations').values(rows).execute()
  }
  for (const { seq, ...end } of batch.attestationEndings) {
    await db.updateTable('attestations').set(end).where('seq', '=', seq).execute()
  }
  for (const rows of rowParts(batch.policies))
    await db.insertInto('policies').values(rows).execute()
  for (const { seq, ...end } of batch.policyEndings) {
    await db.updateTable('policies').set(end).where('seq', '=', seq).execute()
  }
  await addToTotals(db, {
    ...(await sumUp(db, batch)),
    sources,
    recipes,
    policies_in_force: batch.policies.length - batch.policyEndings.length,
    operators: await writeOperators(db, batch.operators),
  })
}

/** Writes the sources that are not there yet; returns how many. */
async function writeSources(db: Database, sources: readonly SourceRow[]): Promise<number> {
  let written = 0
  for (const rows of rowParts(sources)) {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('sources')
      .values(rows)
      .onConflict((c) => c.doNothing())
      .executeTakeFirst()
    written += Number(numInsertedOrUpdatedRows)
  }
  return written
}

/** Writes the recipes that are not there yet; returns how many. */
async function writeRecipes(db: Database, recipes: readonly RecipeRow[]): Promise<number> {
  let written = 0
  for (const rows of rowParts(recipes)) {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('recipes')
      .values(rows)
      .onConflict((c) => c.doNothing())
      .executeTakeFirst()
    written += Number(numInsertedOrUpdatedRows)
  }
  return written
}

async function writeEvents(db: Database, batch: Batch): Promise<void> {
  const { events, attestations, recipes } = batch
  const recipeOf = new Map(attestations.map(({ seq, recipe_id }) => [seq, recipe_id]))
  const textOf = new Map(
    recipes.map(({ recipe_id, canonical_json }) => [recipe_id, canonical_json]),
  )
  const compact = events.map((event) => {
    const recipe = textOf.get(recipeOf.get(event.seq) ?? '')
    return { ...event, ...cutRecipe(event.event_json, recipe) }
  })
  for (const rows of rowParts(compact)) await db.insertInto('events').values(rows).execute()
}

async function writeCursor(db: Database, { cursor }: Batch, changes: number): Promise<void> {
  await db
    .insertInto('cursor')
    .values({ id: 1, ...cursor, data_version: changes })
    .onConflict((c) =>
      c.column('id').doUpdateSet((eb) => ({
        ...cursor,
        data_version: eb('cursor.data_version', '+', changes),
      })),
    )
    .execute()
}
