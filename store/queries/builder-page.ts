import type { AccountId } from '../../protocol/account-id.ts'
import type { BuilderRow, Database, OperatorRow } from '../tables.ts'
import { inOrder } from './in-order.ts'
import { type Page, type PageOptions, toPage } from './page.ts'

/** Returns a page of the accounts that ever attested, by their names. */
export async function builderPage(
  db: Database,
  page: PageOptions<AccountId>,
): Promise<Page<BuilderRow>> {
  const { first, after, before, backward } = page
  const rows = await db
    .selectFrom('builders')
    .selectAll()
    .$if(after !== undefined, (q) => q.where('builder', '>', after as AccountId))
    .$if(before !== undefined, (q) => q.where('builder', '<', before as AccountId))
    .orderBy('builder', backward === true ? 'desc' : 'asc')
    .limit(first + 1)
    .execute()
  return toPage(rows, page)
}

/** Returns the builders in the order of the names; undefined for an account that never attested. */
export async function buildersByNames(
  db: Database,
  names: readonly AccountId[],
): Promise<(BuilderRow | undefined)[]> {
  if (names.length === 0) return []
  const rows = await db.selectFrom('builders').selectAll().where('builder', 'in', names).execute()
  return inOrder(names, rows, (row) => row.builder)
}

/** Returns what the accounts have declared, in their order; undefined for one that has declared no operator. */
export async function declarationsOf(
  db: Database,
  accounts: readonly AccountId[],
): Promise<(OperatorRow | undefined)[]> {
  if (accounts.length === 0) return []
  const rows = await db
    .selectFrom('operators')
    .selectAll()
    .where('account', 'in', accounts)
    .execute()
  return inOrder(accounts, rows, (row) => row.account)
}
