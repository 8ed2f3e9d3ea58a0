import { readAccountId } from '../../protocol/account-id.ts'
import { ProtocolError } from '../../protocol/errors.ts'
import { changeState } from '../change-state.ts'
import { call, view } from '../method.ts'
import { addInvitation, isInvited, removeInvitation } from '../state/operators.ts'

/** Lets an account declare the caller as its operator. Answers whether it was not invited before. */
export const invite = call(['account'], (args, context) => {
  const account = readAccountId(args.account, 'account')
  if (account === context.caller) {
    throw new ProtocolError('account', 'must be another account than the one that invites', account)
  }
  return changeState(context, () => addInvitation(context.caller, account))
})

/** Takes an invitation back; a membership that came of it stays. Answers whether there was one. */
export const uninvite = call(['account'], (args, context) => {
  const account = readAccountId(args.account, 'account')
  return changeState(context, () => removeInvitation(context.caller, account))
})

/** Answers whether an operator has invited an account. */
export const is_invited = view(['operator', 'account'], (args) =>
  isInvited(readAccountId(args.operator, 'operator'), readAccountId(args.account, 'account')),
)
