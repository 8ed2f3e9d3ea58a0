import type { AccountId } from '../../protocol/account-id.ts'
import { type Database, ownersInForce, watchedAccounts, watchedUnknown } from '../../store/index.ts'
import type { Wanted } from '../block.ts'

/** Whose code is followed, kept in memory: some hundred bytes an account. */
export type Followed = {
  /** What a source of blocks is asked for; of a function the answer changes as accounts come to be followed. */
  wanted: Wanted['code']
  /** Whether the code of every account is kept. */
  keepsAll: boolean
  isWatched(accountId: AccountId): boolean
  /** Follows an account; returns whether it was not followed before. */
  watch(accountId: AccountId): boolean
  /** Follows what an account shares under its name. */
  watchOwner(owner: AccountId): void
  /** Grows with every account that a source has to give more of. */
  size(): number
  /** Watched accounts, and owners, of which it is not known what they run or share. */
  unknown: { accounts: Set<AccountId>; owners: Set<AccountId> }
  /** Takes up what a database says. */
  load(db: Database): Promise<void>
}

/**
 * Makes the set of followed accounts.
 *
 * With `sees: 'all'` a source gives the code of every account, so that one that comes to run attested code is noticed;
 * with `sees: 'followed'` only of those that are followed, which is what an RPC can do.
 */
export function createFollowed({
  sees,
  keepsAll = false,
}: {
  sees: 'all' | 'followed'
  keepsAll?: boolean
}): Followed {
  const watched = new Set<AccountId>()
  const owners = new Set<AccountId>()
  const unknown = { accounts: new Set<AccountId>(), owners: new Set<AccountId>() }
  const watchOwner = (owner: AccountId) => {
    if (owners.has(owner)) return
    owners.add(owner)
    unknown.owners.add(owner)
  }

  return {
    wanted: sees === 'all' ? 'all' : (id) => watched.has(id) || owners.has(id),
    keepsAll,
    isWatched: (accountId) => watched.has(accountId),
    watch(accountId) {
      if (watched.has(accountId)) return false
      watched.add(accountId)
      unknown.accounts.add(accountId)
      return true
    },
    watchOwner,
    size: () => watched.size + owners.size,
    unknown,
    async load(db) {
      for (const accountId of await watchedAccounts(db)) watched.add(accountId)
      for (const accountId of await watchedUnknown(db)) unknown.accounts.add(accountId)
      for (const owner of await ownersInForce(db)) watchOwner(owner)
    },
  }
}
