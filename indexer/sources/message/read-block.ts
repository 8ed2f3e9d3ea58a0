import type { AccountId } from '../../../protocol/account-id.ts'
import type { Block, ReceiptOutcome, Wanted } from '../../block.ts'
import { type AccountStates, accountStates } from './account-states.ts'
import { mayChangeCode, sharesCode } from './actions.ts'
import { codeChangeOf, type DoneReceipt, globalCodeOf } from './code-changes.ts'
import { badBlock, blockShape, checked, isAction, outcomeShape, receiptShape } from './shape.ts'

/** Reads a block out of a parsed message, with what is wanted of it; null for a skipped height. */
export function readBlock(value: unknown, wanted: Wanted): Block | null {
  if (value === null) return null
  const message = checked(blockShape, value, null)
  const { height, hash, prev_hash, timestamp_nanosec } = message.block.header
  const block: Block = {
    height,
    hash,
    prevHash: prev_hash,
    timestamp: timestamp_nanosec,
    receipts: [],
    codeChanges: [],
    globalCodes: [],
  }
  for (const { receipt_execution_outcomes, state_changes } of message.shards) {
    const changes = Array.isArray(state_changes) ? state_changes : []
    const states = accountStates(changes, height)
    for (const outcome of receipt_execution_outcomes) addOutcome(block, outcome, states, wanted)
  }
  return block
}

function addOutcome(block: Block, value: unknown, states: AccountStates, wanted: Wanted): void {
  const executor = executorOf(value, block.height)
  const isCodeWanted = wantsCodeOf(wanted, executor) && mayConcernCode(value, executor)
  if (executor !== wanted.executor && !isCodeWanted) return
  const outcome = readOutcome(value, block.height)
  if (executor === wanted.executor) block.receipts.push(outcome)
  if (isCodeWanted && hasSucceeded(outcome)) addCode(block, outcome, value, states)
}

function addCode(
  block: Block,
  outcome: ReceiptOutcome,
  value: unknown,
  states: AccountStates,
): void {
  const done = doneReceipt(outcome, (value as { receipt?: unknown }).receipt, block.height)
  if (done === undefined) return
  const change = codeChangeOf(done, states, block.height)
  if (change !== undefined) block.codeChanges.push(change)
  const shared = globalCodeOf(done, block.height)
  if (shared !== undefined) block.globalCodes.push(shared)
}

/** Puts a receipt that succeeded together with its outcome; undefined if it has no actions. */
export function doneReceipt(
  { receiptId, txHash, executorId }: ReceiptOutcome,
  receipt: unknown,
  height: number,
): DoneReceipt | undefined {
  const { Action } = checked(receiptShape, receipt, height).receipt
  if (Action === undefined) return undefined
  const { signer_id: signer, actions } = Action
  return { receiptId, txHash, accountId: executorId, signer, actions }
}

function wantsCodeOf({ code }: Wanted, accountId: AccountId): boolean {
  return typeof code === 'function' ? code(accountId) : code === 'all'
}

/**
 * Tells whether a receipt may change code, at a glance: hardly any does, and reading one in full costs as much as parsing it.
 *
 * What cannot be told so is read in full, and refused there if it is wrong.
 */
function mayConcernCode(value: unknown, executor: AccountId): boolean {
  const { receipt } = value as { receipt?: { receipt?: { Action?: { actions?: unknown } } } }
  const actions = receipt?.receipt?.Action?.actions
  if (!Array.isArray(actions) || !actions.every(isAction)) return true
  return mayChangeCode(executor, actions) || sharesCode(actions)
}

function hasSucceeded({ status }: ReceiptOutcome): boolean {
  return status === 'SuccessValue' || status === 'SuccessReceiptId'
}

function executorOf(value: unknown, height: number): string {
  const shallow = value as { execution_outcome?: { outcome?: { executor_id?: unknown } } } | null
  const executor = shallow?.execution_outcome?.outcome?.executor_id
  // One that cannot be told might be the registry's.
  if (typeof executor !== 'string') throw badBlock(height, 'executor_id', 'is missing')
  return executor
}

function readOutcome(value: unknown, height: number): ReceiptOutcome {
  const { execution_outcome, tx_hash } = checked(outcomeShape, value, height)
  const { executor_id, logs, status } = execution_outcome.outcome
  return {
    receiptId: execution_outcome.id,
    txHash: tx_hash ?? null,
    executorId: executor_id,
    status,
    logs,
  }
}
