import { ActionFailure, actionError } from './action-error.ts'
import { execFee } from './action-fees.ts'
import { deployContract, deployGlobalContract, useGlobalContract } from './actions/contracts.ts'
import { createAccount } from './actions/create-account.ts'
import { delegate } from './actions/delegate.ts'
import { deleteAccount } from './actions/delete-account.ts'
import { callFunction } from './actions/function-call.ts'
import { addKey, deleteKey } from './actions/keys.ts'
import { stake } from './actions/stake.ts'
import { initState } from './actions/state-init.ts'
import { transfer } from './actions/transfer.ts'
import type { ReceiptContext } from './apply-context.ts'
import type { Action } from './types.ts'

type Apply<T extends Action['type']> = (
  context: ReceiptContext,
  action: Extract<Action, { type: T }>,
  index: number,
) => void

const APPLY: { [T in Action['type']]: Apply<T> } = {
  CreateAccount: createAccount,
  DeployContract: deployContract,
  FunctionCall: callFunction,
  Transfer: transfer,
  Stake: stake,
  AddKey: addKey,
  DeleteKey: deleteKey,
  DeleteAccount: deleteAccount,
  Delegate: delegate,
  DeployGlobalContract: deployGlobalContract,
  UseGlobalContract: useGlobalContract,
  DeterministicStateInit: initState,
}

/** Runs one action of a receipt. Throws `ActionFailure` where nearcore gives an `ActionError`. */
export function applyAction(context: ReceiptContext, action: Action, index: number): void {
  const { receipt, totals, block } = context
  const fee = execFee(block.parameters, action, receipt.receiverId)
  totals.gasBurnt += fee
  totals.gasUsed += fee
  // What the action before returned is not what the receipt returns.
  totals.returned = { kind: 'none' }
  checkExistence(context, action)
  checkActor(context, action)
  applyTyped(context, action, index)
}

function applyTyped<T extends Action['type']>(
  context: ReceiptContext,
  action: Extract<Action, { type: T }>,
  index: number,
): void {
  const apply: Apply<T> = APPLY[action.type]
  apply(context, action, index)
}

/** These say themselves what they do where there is no account. */
const WITHOUT_ACCOUNT: ReadonlySet<Action['type']> = new Set([
  'CreateAccount',
  'Transfer',
  'DeterministicStateInit',
])

function checkExistence({ account, receipt }: ReceiptContext, { type }: Action): void {
  if (account || WITHOUT_ACCOUNT.has(type)) return
  throw new ActionFailure(actionError('AccountDoesNotExist', { account_id: receipt.receiverId }))
}

const OWNER_ACTIONS: ReadonlySet<Action['type']> = new Set([
  'DeployContract',
  'Stake',
  'AddKey',
  'DeleteKey',
  'DeleteAccount',
  'DeployGlobalContract',
  'UseGlobalContract',
])

/** Some actions only the account itself may take, or who creates it in the same receipt. */
function checkActor({ account, actorId, receipt }: ReceiptContext, { type }: Action): void {
  const accountId = receipt.receiverId
  if (OWNER_ACTIONS.has(type) && actorId !== accountId) {
    const fields = { account_id: accountId, actor_id: actorId }
    throw new ActionFailure(actionError('ActorNoPermission', fields))
  }
  if (type === 'DeleteAccount' && account && account.locked > 0n) {
    throw new ActionFailure(actionError('DeleteAccountStaking', { account_id: accountId }))
  }
}
