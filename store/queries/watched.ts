import type { AccountId } from '../../protocol/account-id.ts'
import type { Database, WatchedRow } from '../tables.ts'
import { inOrder } from './in-order.ts'

/** Returns all accounts whose deployments are followed. */
export async function watchedAccounts(db: Database): Promise<AccountId[]> {
  const rows = await db.selectFrom('watched').select('account_id').execute()
  return rows.map(({ account_id }) => account_id)
}

/** Returns how accounts are watched, in the order of the accounts; undefined for one that is not. */
export async function watchedByAccounts(
  db: Database,
  accounts: readonly AccountId[],
): Promise<(WatchedRow | undefined)[]> {
  if (accounts.length === 0) return []
  const rows = await db
    .selectFrom('watched')
    .selectAll()
    .where('account_id', 'in', accounts)
    .execute()
  return inOrder(accounts, rows, ({ account_id }) => account_id)
}

/** Returns the watched accounts of which it is not known what they run. */
export async function watchedUnknown(db: Database): Promise<AccountId[]> {
  const rows = await db
    .selectFrom('watched as w')
    .leftJoin('deployments as d', (join) =>
      join.onRef('d.account_id', '=', 'w.account_id').on('d.until_height', 'is', null),
    )
    .select('w.account_id')
    .where('d.account_id', 'is', null)
    .execute()
  return rows.map(({ account_id }) => account_id)
}

/** Returns the accounts whose global contract a known account uses now. */
export async function ownersInForce(db: Database): Promise<AccountId[]> {
  const rows = await db
    .selectFrom('deployments')
    .where('owner', 'is not', null)
    .where('until_height', 'is', null)
    .select((eb) => eb.ref('owner').$notNull().as('owner'))
    .distinct()
    .execute()
  return rows.map(({ owner }) => owner)
}
