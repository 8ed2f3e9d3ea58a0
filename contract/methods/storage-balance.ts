import { readAccountId } from '../../protocol/account-id.ts'
import { view } from '../method.ts'
import {
  type Balance,
  BYTE_COST,
  lockedIn,
  REGISTRATION_BYTES,
  readBalance,
} from '../state/balances.ts'

/** Answers an account's storage balance (NEP-145), or null if it is not registered. */
export const storage_balance_of = view(['account_id'], (args) => {
  const balance = readBalance(readAccountId(args.account_id, 'account_id'))
  return balance === null ? null : balanceAnswer(balance)
})

/** Answers the smallest storage balance that registers an account (NEP-145); there is no largest. */
export const storage_balance_bounds = view([], () => ({
  min: (REGISTRATION_BYTES * BYTE_COST).toString(),
  max: null,
}))

/** Writes a balance as NEP-145 asks for: yocto, in decimal texts. */
export function balanceAnswer(balance: Balance) {
  return {
    total: balance.total.toString(),
    available: (balance.total - lockedIn(balance)).toString(),
  }
}
