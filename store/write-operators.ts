import type { AccountId } from '../protocol/account-id.ts'
import { rowParts } from './row-parts.ts'
import type { Database, OperatorRow } from './tables.ts'

/** Writes and removes declarations; returns how many more there are. */
export async function writeOperators(
  db: Database,
  operators: ReadonlyMap<AccountId, OperatorRow | null>,
): Promise<number> {
  const there = await declaring(db, [...operators.keys()])
  let more = 0
  for (const [account, row] of operators) {
    if (row === null) await db.deleteFrom('operators').where('account', '=', account).execute()
    else await writeOperator(db, row)
    more += Number(row !== null) - Number(there.has(account))
  }
  return more
}

async function declaring(db: Database, accounts: readonly AccountId[]): Promise<Set<AccountId>> {
  const there = new Set<AccountId>()
  for (const part of rowParts(accounts)) {
    const rows = await db
      .selectFrom('operators')
      .select('account')
      .where('account', 'in', part)
      .execute()
    for (const { account } of rows) there.add(account)
  }
  return there
}

async function writeOperator(db: Database, row: OperatorRow): Promise<void> {
  const { account: _, ...declaration } = row
  await db
    .insertInto('operators')
    .values(row)
    .onConflict((c) => c.column('account').doUpdateSet(declaration))
    .execute()
}
