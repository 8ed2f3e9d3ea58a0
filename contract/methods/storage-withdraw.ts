import { ProtocolError } from '../../protocol/errors.ts'
import { readOptional, readYocto } from '../../protocol/shape.ts'
import { requireOneYocto } from '../deposits.ts'
import { transfer } from '../host.ts'
import { call } from '../method.ts'
import { lockedIn, readBalance, writeBalance } from '../state/balances.ts'
import { balanceAnswer } from './storage-balance.ts'

/** Sends the caller `amount` of what is available of its storage balance, or all of it (NEP-145). Answers the balance. */
export const storage_withdraw = call(['amount'], (args, { caller, deposit }) => {
  requireOneYocto(deposit)
  const asked = readOptional(args.amount, (v) => readYocto(v, 'amount'))
  const balance = readBalance(caller)
  if (balance === null)
    throw new Error(`${caller} is not registered; there is nothing to withdraw.`)

  const available = balance.total - lockedIn(balance)
  const amount = asked ?? available
  if (amount > available) {
    throw new ProtocolError('amount', `must be at most the available ${available} yocto`, amount)
  }
  const updated = { total: balance.total - amount, used: balance.used }
  if (amount > 0n) writeBalance(caller, updated)
  transfer(caller, amount + deposit)
  return balanceAnswer(updated)
})
