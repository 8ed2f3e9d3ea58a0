import { readAccountId } from '../../protocol/account-id.ts'
import { ProtocolError } from '../../protocol/errors.ts'
import { readOptional } from '../../protocol/shape.ts'
import { changeState } from '../change-state.ts'
import { setOperator } from '../membership.ts'
import { call, view } from '../method.ts'
import { isInvited, readOperator } from '../state/operators.ts'

/**
 * Declares who operates the caller: an account that has invited it, or null for nobody.
 *
 * Answers `{seq}`, null if nothing changed.
 */
export const set_operator = call(['operator'], (args, context) => {
  if (args.operator === undefined) {
    throw new ProtocolError('operator', 'must be given: an account id, or null to leave')
  }
  const operator = readOptional(args.operator, (v) => readAccountId(v, 'operator'))
  if (operator !== null) requireJoinable(operator, context.caller)
  return changeState(context, (events) => ({
    seq: setOperator(context.caller, operator, events),
  }))
})

/** Answers the operator that an account has declared, or null. */
export const get_operator = view(['account'], (args) =>
  readOperator(readAccountId(args.account, 'account')),
)

function requireJoinable(operator: string, account: string): void {
  if (operator === account) {
    throw new ProtocolError('operator', 'must be another account than the caller', operator)
  }
  // Who has joined already is not asked again, so that repeating the call changes nothing.
  if (readOperator(account) === operator) return
  if (!isInvited(operator, account)) {
    throw new Error(`${operator} has not invited ${account}; it has to call invite first.`)
  }
  const above = readOperator(operator)
  if (above !== null) {
    throw new Error(`${operator} has an operator itself, ${above}; declare that one instead.`)
  }
}
