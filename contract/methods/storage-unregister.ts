import { readBoolean, readOptional } from '../../protocol/shape.ts'
import { requireOneYocto } from '../deposits.ts'
import { transfer } from '../host.ts'
import { call } from '../method.ts'
import { REGISTRATION_BYTES, readBalance, removeBalance } from '../state/balances.ts'

/**
 * Ends the caller's registration and sends it its whole storage balance (NEP-145). Answers false if it was not registered.
 *
 * An account with records of its own is refused: the registry has no list of them, so the account has to withdraw each first.
 */
export const storage_unregister = call(['force'], (args, { caller, deposit }) => {
  requireOneYocto(deposit)
  readOptional(args.force, (v) => readBoolean(v, 'force'))
  const balance = readBalance(caller)
  if (balance !== null) {
    requireEmpty(caller, balance.used - REGISTRATION_BYTES)
    removeBalance(caller)
  }
  transfer(caller, deposit + (balance?.total ?? 0n))
  return balance !== null
})

function requireEmpty(account: string, bytes: bigint): void {
  if (bytes === 0n) return
  throw new Error(
    `${account} still uses ${bytes} bytes of storage; withdraw its attestations, policies and invitations first.`,
  )
}
