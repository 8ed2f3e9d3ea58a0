import type { AccountId } from '../protocol/account-id.ts'
import type {
  AttestationRow,
  Cursor,
  Database,
  EventRow,
  OperatorRow,
  PolicyRow,
  RecipeRow,
  SourceRow,
} from './tables.ts'

/** The end of a row that an earlier batch wrote. */
export type Ending<By extends string> = { seq: number; ended_by_seq: number; ended_by: By }

/** Everything that some blocks change. */
export type Batch = {
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

// 14 columns at most, so 1,400 parameters: far below SQLite's 32,766 and PostgreSQL's 65,535.
const ROWS_PER_INSERT = 100

/** Writes rows and cursor in one transaction: all of it, or nothing. */
export async function writeBatch(db: Database, batch: Batch): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    if (batch.events.length > 0) await writeRows(transaction, batch)
    await writeCursor(transaction, batch)
  })
}

async function writeRows(db: Database, batch: Batch): Promise<void> {
  for (const rows of parts(batch.events)) await db.insertInto('events').values(rows).execute()
  for (const rows of parts(batch.sources)) {
    await db
      .insertInto('sources')
      .values(rows)
      .onConflict((c) => c.doNothing())
      .execute()
  }
  for (const rows of parts(batch.recipes)) {
    await db
      .insertInto('recipes')
      .values(rows)
      .onConflict((c) => c.doNothing())
      .execute()
  }
  for (const rows of parts(batch.attestations)) {
    await db.insertInto('attestations').values(rows).execute()
  }
  for (const { seq, ...end } of batch.attestationEndings) {
    await db.updateTable('attestations').set(end).where('seq', '=', seq).execute()
  }
  for (const rows of parts(batch.policies)) await db.insertInto('policies').values(rows).execute()
  for (const { seq, ...end } of batch.policyEndings) {
    await db.updateTable('policies').set(end).where('seq', '=', seq).execute()
  }
  for (const [account, row] of batch.operators) await writeOperator(db, account, row)
}

async function writeOperator(
  db: Database,
  account: AccountId,
  row: OperatorRow | null,
): Promise<void> {
  if (row === null) {
    await db.deleteFrom('operators').where('account', '=', account).execute()
    return
  }
  const { account: _, ...declaration } = row
  await db
    .insertInto('operators')
    .values(row)
    .onConflict((c) => c.column('account').doUpdateSet(declaration))
    .execute()
}

async function writeCursor(db: Database, { cursor, events }: Batch): Promise<void> {
  await db
    .insertInto('cursor')
    .values({ id: 1, ...cursor, data_version: events.length })
    .onConflict((c) =>
      c.column('id').doUpdateSet((eb) => ({
        ...cursor,
        data_version: eb('cursor.data_version', '+', events.length),
      })),
    )
    .execute()
}

function parts<T>(rows: readonly T[]): T[][] {
  const count = Math.ceil(rows.length / ROWS_PER_INSERT)
  return Array.from({ length: count }, (_, i) =>
    rows.slice(i * ROWS_PER_INSERT, (i + 1) * ROWS_PER_INSERT),
  )
}
