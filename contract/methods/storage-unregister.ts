import { readBoolean, readOptional } from '../../protocol/shape.ts'
import { changeState } from '../change-state.ts'
import { requireOneYocto } from '../deposits.ts'
import { transfer } from '../host.ts'
import { setOperator } from '../membership.ts'
import { call } from '../method.ts'
import { newBalance, REGISTRATION_BYTES, readBalance, removeBalance } from '../state/balances.ts'

/**
 * Ends the caller's registration and sends it its whole storage balance (NEP-145). Answers false if it was not registered.
 *
 * `force` also ends its declaration of an operator. An account with other records is refused in any case: the registry has no list of
 * them, so the account has to withdraw each first.
 */
export const storage_unregister = call(['force'], (args, { caller, deposit }) => {
  requireOneYocto(deposit)
  const force = readOptional(args.force, (v) => readBoolean(v, 'force')) ?? false
  if (readBalance(caller) === null) {
    transfer(caller, deposit)
    return false
  }
  if (force) changeState({ caller, deposit: 0n }, (events) => setOperator(caller, null, events))
  const total = requireUnused(caller)
  removeBalance(caller)
  transfer(caller, total + deposit)
  return true
})

/** Answers the account's whole balance if nothing but its registration is stored. */
function requireUnused(account: string): bigint {
  const { total, used } = readBalance(account) ?? newBalance()
  const bytes = used - REGISTRATION_BYTES
  if (bytes === 0n) return total
  throw new Error(
    `${account} still uses ${bytes} bytes of storage; withdraw its attestations, policies, invitations and operator first.`,
  )
}
