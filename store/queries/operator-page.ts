import type { AccountId } from '../../protocol/account-id.ts'
import type { Database, OperatorRow } from '../tables.ts'
import { type Page, type PageOptions, toPage } from './page.ts'

/**
 * Returns a page of the operators that accounts have declared, by their names.
 *
 * Goes from one to the next, so that an operator of many accounts costs no more than another.
 */
export async function operatorPage(
  db: Database,
  page: PageOptions<AccountId>,
): Promise<Page<{ operator: AccountId }>> {
  const { first, backward = false } = page
  let { after, before } = page
  const rows: { operator: AccountId }[] = []
  while (rows.length <= first) {
    const next = await db
      .selectFrom('operators')
      .select('operator')
      .$if(after !== undefined, (q) => q.where('operator', '>', after as AccountId))
      .$if(before !== undefined, (q) => q.where('operator', '<', before as AccountId))
      .orderBy('operator', backward ? 'desc' : 'asc')
      .limit(1)
      .executeTakeFirst()
    if (next === undefined) break
    rows.push(next)
    if (backward) before = next.operator
    else after = next.operator
  }
  return toPage(rows, page)
}

/** Returns a page of the accounts that have declared an operator, by their names. */
export async function accountsOfOperator(
  db: Database,
  { operator, ...page }: PageOptions<AccountId> & { operator: AccountId },
): Promise<Page<OperatorRow>> {
  const { first, after, before, backward } = page
  const rows = await db
    .selectFrom('operators')
    .selectAll()
    .where('operator', '=', operator)
    .$if(after !== undefined, (q) => q.where('account', '>', after as AccountId))
    .$if(before !== undefined, (q) => q.where('account', '<', before as AccountId))
    .orderBy('account', backward === true ? 'desc' : 'asc')
    .limit(first + 1)
    .execute()
  return toPage(rows, page)
}
