import { readAccountId } from '../../protocol/account-id.ts'
import { readBoolean, readOptional } from '../../protocol/shape.ts'
import { transfer } from '../host.ts'
import { call } from '../method.ts'
import { lockedIn, newBalance, readBalance, writeBalance } from '../state/balances.ts'
import { balanceAnswer } from './storage-balance.ts'

/**
 * Adds the attached deposit to an account's storage balance (NEP-145), the caller's unless `account_id` names another.
 *
 * With `registration_only` no more than the smallest balance is kept, and nothing of a registered account. Answers the balance.
 */
export const storage_deposit = call(
  ['account_id', 'registration_only'],
  (args, { caller, deposit }) => {
    const account = readOptional(args.account_id, (v) => readAccountId(v, 'account_id')) ?? caller
    const registrationOnly =
      readOptional(args.registration_only, (v) => readBoolean(v, 'registration_only')) ?? false

    const known = readBalance(account)
    const balance = known ?? newBalance()
    const smallest = lockedIn(newBalance())
    if (known === null && deposit < smallest) {
      throw new Error(
        `The attached deposit of ${deposit} yocto does not register ${account}; attach at least ${smallest}.`,
      )
    }
    const wanted = known === null ? smallest : 0n
    const kept = registrationOnly ? wanted : deposit
    const updated = { total: balance.total + kept, used: balance.used }
    if (kept > 0n) writeBalance(account, updated)
    if (deposit > kept) transfer(caller, deposit - kept)
    return balanceAnswer(updated)
  },
)
