import type { BlockStore } from '../chain/block-store.ts'

/**
 * How far a transaction has come: each of these is reached after those before it. nearcore's INCLUDED and EXECUTED_OPTIMISTIC
 * speak of blocks that are not final yet, of which there are none here.
 */
export type ExecutionLevel = 'INCLUDED_FINAL' | 'EXECUTED' | 'FINAL'

/** Gives the highest level that holds; undefined: in no block yet. Source: nearcore `get_tx_execution_status`. */
export function executionLevel(blocks: BlockStore, hash: string): ExecutionLevel | undefined {
  if (!blocks.execution(hash)) return undefined
  if (isFinished(blocks, hash)) return 'FINAL'
  return isExecuted(blocks, hash) ? 'EXECUTED' : 'INCLUDED_FINAL'
}

/** Tells whether a transaction and all receipts that came of it have run, refunds included. */
export function isFinished(blocks: BlockStore, id: string): boolean {
  const execution = blocks.execution(id)
  if (!execution) return false
  const { height } = execution.block.header
  if (execution.distributes && blocks.head().header.height === height) return false
  return execution.outcome.receiptIds.every((receiptId) => isFinished(blocks, receiptId))
}

/** Tells whether all but the refunds that go out last have run. */
function isExecuted(blocks: BlockStore, id: string): boolean {
  const execution = blocks.execution(id)
  if (!execution) return false
  const { outcome, refundsLast } = execution
  const refund = refundsLast ? outcome.receiptIds.at(-1) : undefined
  return outcome.receiptIds.every(
    (receiptId) => receiptId === refund || isExecuted(blocks, receiptId),
  )
}
