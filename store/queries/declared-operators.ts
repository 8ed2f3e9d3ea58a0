import { type AccountId, rootAccount } from '../../protocol/account-id.ts'
import type { Database } from '../tables.ts'

/**
 * Returns the operators that the accounts and their root accounts have declared for themselves.
 *
 * Give every builder of the evidence and the account in question; that is what an open policy asks for.
 */
export async function declaredOperators(
  db: Database,
  accounts: readonly AccountId[],
): Promise<Map<AccountId, AccountId>> {
  const asked = new Set(accounts.flatMap((account) => [account, rootAccount(account)]))
  if (asked.size === 0) return new Map()
  const rows = await db
    .selectFrom('operators')
    .select(['account', 'operator'])
    .where('account', 'in', [...asked])
    .execute()
  return new Map(rows.map(({ account, operator }) => [account, operator]))
}
