import type { ResolvedCode } from '../../chain/index.ts'
import type { AccountId } from '../../protocol/account-id.ts'
import { andThen, type MaybePromise } from '../caches/maybe-promise.ts'
import type { FullAccessKeys } from './full-access-keys.ts'

/** Who can change what runs at an account, apart from its own code. */
export type Upgradeability = {
  /** Full-access keys of the account. */
  fullAccessKeys: number
  /** Account whose global contract it uses and which can change it. */
  owner: AccountId | null
  /** Full-access keys of that account. */
  ownerFullAccessKeys: number | null
  /** No such key is left on either. The code may still be written so that it replaces itself. */
  locked: boolean
}

/** Reads who can change what runs at an account. */
export function upgradeabilityOf(
  {
    accountId,
    globalAccountId: owner,
  }: Pick<ResolvedCode, 'globalAccountId'> & {
    accountId: AccountId
  },
  fullAccessKeys: FullAccessKeys,
): MaybePromise<Upgradeability> {
  return andThen(fullAccessKeys(accountId), (own) => {
    if (owner === null) {
      return { fullAccessKeys: own, owner, ownerFullAccessKeys: null, locked: own === 0 }
    }
    return andThen(fullAccessKeys(owner), (owners) => ({
      fullAccessKeys: own,
      owner,
      ownerFullAccessKeys: owners,
      locked: own === 0 && owners === 0,
    }))
  })
}
