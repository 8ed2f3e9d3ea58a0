import type { z } from 'zod'
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
  for (const shard of message.shards) addShard(block, shard, wanted)
  return block
}

type Shard = z.infer<typeof blockShape>['shards'][number]

function addShard(block: Block, shard: Shard, wanted: Wanted): void {
  const concerned: { done: DoneReceipt; concern: Concern }[] = []
  for (const value of shard.receipt_execution_outcomes) {
    const executor = executorOf(value, block.height)
    const concern = wantsCodeOf(wanted, executor) ? concernOf(value, executor) : NO_CONCERN
    if (executor !== wanted.executor && concern === NO_CONCERN) continue
    const outcome = readOutcome(value, block.height)
    if (executor === wanted.executor) block.receipts.push(outcome)
    if (concern === NO_CONCERN || !hasSucceeded(outcome)) continue
    const { receipt } = value as { receipt?: unknown }
    const done = doneReceipt(outcome, receipt, block.height)
    if (done !== undefined) concerned.push({ done, concern })
  }
  if (concerned.length === 0) return
  const changes = Array.isArray(shard.state_changes) ? shard.state_changes : []
  const receiptIds = new Set(concerned.map(({ done }) => done.receiptId))
  const states = accountStates(changes, receiptIds, block.height)
  for (const { done, concern } of concerned) addCode(block, concern, done, states)
}

function addCode(
  block: Block,
  { changes, shares }: Concern,
  done: DoneReceipt,
  states: AccountStates,
): void {
  const change = changes ? codeChangeOf(done, states, block.height) : undefined
  if (change !== undefined) block.codeChanges.push(change)
  const shared = shares ? globalCodeOf(done, block.height) : undefined
  if (shared !== undefined) block.globalCodes.push(shared)
}

/** Puts a receipt that succeeded together with its outcome; undefined if it has no actions. */
function doneReceipt(
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

/** What a receipt may do about code: change what its account runs, or share some. */
type Concern = { changes: boolean; shares: boolean }

const NO_CONCERN: Concern = { changes: false, shares: false }

/**
 * Tells at a glance what a receipt may do about code: hardly any does, and reading one in full costs as much as parsing it.
 *
 * What cannot be told so is read in full, and refused there if it is wrong.
 */
function concernOf(value: unknown, executor: AccountId): Concern {
  const { receipt } = value as { receipt?: { receipt?: { Action?: { actions?: unknown } } } }
  const actions = receipt?.receipt?.Action?.actions
  if (!Array.isArray(actions) || !actions.every(isAction)) return { changes: true, shares: true }
  const changes = mayChangeCode(executor, actions)
  const shares = sharesCode(actions)
  return changes || shares ? { changes, shares } : NO_CONCERN
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
