import type { AccountId } from '../../protocol/account-id.ts'
import type { CodeHash } from '../../protocol/code-hash.ts'
import type { Database, DeploymentRow } from '../tables.ts'
import { type Page, type PageOptions, toPage } from './page.ts'

/** Which deployments are wanted; what is left out does not matter. */
export type DeploymentFilter = {
  accountId?: AccountId | undefined
  /** Of this code, on the account itself or as a global contract by hash. */
  codeHash?: CodeHash | undefined
  /** Of the global contract of this account. */
  owner?: AccountId | undefined
  /** true: in force; false: over. */
  current?: boolean | undefined
}

/** Place of a deployment: by account, and within an account newest first. */
export type DeploymentKey = { accountId: AccountId; height: number }

/** Returns a page of deployments by account, those of one account newest first. */
export async function deploymentPage(
  db: Database,
  { filter = {}, ...page }: PageOptions<DeploymentKey> & { filter?: DeploymentFilter | undefined },
): Promise<Page<DeploymentRow>> {
  const { accountId, codeHash, owner, current } = filter
  // Within one account the height alone tells the place, and an index is entered right there.
  const { first, after, before, backward = false } = page
  const rows = await db
    .selectFrom('deployments')
    .selectAll()
    .$if(accountId !== undefined, (q) => q.where('account_id', '=', accountId as AccountId))
    .$if(codeHash !== undefined, (q) => q.where('code_hash', '=', codeHash as CodeHash))
    .$if(owner !== undefined, (q) => q.where('owner', '=', owner as AccountId))
    .$if(current === true, (q) => q.where('until_height', 'is', null))
    .$if(current === false, (q) => q.where('until_height', 'is not', null))
    .$if(after !== undefined && accountId !== undefined, (q) =>
      q.where('block_height', '<', (after as DeploymentKey).height),
    )
    .$if(after !== undefined && accountId === undefined, (q) => {
      const key = after as DeploymentKey
      // `>=` first: that is what an index is entered by.
      return q
        .where('account_id', '>=', key.accountId)
        .where((eb) =>
          eb.or([eb('account_id', '>', key.accountId), eb('block_height', '<', key.height)]),
        )
    })
    .$if(before !== undefined && accountId !== undefined, (q) =>
      q.where('block_height', '>', (before as DeploymentKey).height),
    )
    .$if(before !== undefined && accountId === undefined, (q) => {
      const key = before as DeploymentKey
      return q
        .where('account_id', '<=', key.accountId)
        .where((eb) =>
          eb.or([eb('account_id', '<', key.accountId), eb('block_height', '>', key.height)]),
        )
    })
    .orderBy('account_id', backward ? 'desc' : 'asc')
    .orderBy('block_height', backward ? 'asc' : 'desc')
    .limit(first + 1)
    .execute()
  return toPage(rows, page)
}

/** Returns what an account came to run at a block, or undefined. */
export async function deploymentAt(
  db: Database,
  { accountId, height }: DeploymentKey,
): Promise<DeploymentRow | undefined> {
  return await db
    .selectFrom('deployments')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('block_height', '=', height)
    .executeTakeFirst()
}
