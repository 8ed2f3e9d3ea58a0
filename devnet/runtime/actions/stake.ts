import { ActionFailure, actionError } from '../action-error.ts'
import type { ReceiptContext } from '../apply-context.ts'
import { requireAccount } from '../apply-context.ts'
import type { Action } from '../types.ts'

/**
 * Refuses to stake: devnet has one validator and no epochs that could choose another. Transactions with a stake action are
 * refused when they are sent; a contract's own are as on a network whose seats cost more than anybody has.
 */
export function stake(context: ReceiptContext, action: Extract<Action, { type: 'Stake' }>): void {
  const account = requireAccount(context)
  const { receiverId } = context.receipt
  if (account.locked === 0n && action.stake === 0n) {
    throw new ActionFailure(actionError('TriesToUnstake', { account_id: receiverId }))
  }
  throw new ActionFailure(
    actionError('TriesToStake', {
      account_id: receiverId,
      stake: action.stake.toString(),
      locked: account.locked.toString(),
      balance: account.amount.toString(),
    }),
  )
}
