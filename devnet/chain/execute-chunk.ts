import { SYSTEM_ACCOUNT } from '../primitives/account-id.ts'
import type { BlockContext } from '../runtime/apply-context.ts'
import { applyTransaction } from '../runtime/apply-transaction.ts'
import type { TransactionRefusal } from '../runtime/check-transaction.ts'
import { CHUNK_GAS_LIMIT } from '../runtime/parameters.ts'
import { processReceipt } from '../runtime/process-receipt.ts'
import type { Receipt, SignedTransaction } from '../runtime/types.ts'
import { timeOutYields } from '../runtime/yields.ts'
import type { Execution } from './types.ts'

/** An execution before the chunk's outcome root is known. */
export type Executed = Omit<Execution, 'proof'>

export type ChunkResult = {
  executions: Executed[]
  local: Receipt[]
  /** Receipts that ran, or were stored, right after the one that made them. */
  instant: Receipt[]
  /** Receipts for the next block. */
  outgoing: Receipt[]
  /** Receipts that this block had no gas for; they come first in the next. */
  delayed: Receipt[]
  refused: { transaction: SignedTransaction; error: TransactionRefusal }[]
  gasUsed: bigint
  balanceBurnt: bigint
}

/**
 * Executes a chunk as nearcore does: its transactions, then the receipts that they sent to their own signers, then those that
 * had been delayed, then those of the block before; past the gas limit the rest is delayed. Yields that nobody has resumed in
 * time come last.
 */
export function executeChunk(
  block: BlockContext,
  input: {
    transactions: readonly SignedTransaction[]
    delayed: readonly Receipt[]
    incoming: readonly Receipt[]
  },
): ChunkResult {
  const result: ChunkResult = {
    executions: [],
    local: [],
    instant: [],
    outgoing: [],
    delayed: [],
    refused: [],
    gasUsed: 0n,
    balanceBurnt: 0n,
  }
  for (const transaction of input.transactions) runTransaction(block, transaction, result)
  for (const receipt of [...result.local, ...input.delayed, ...input.incoming]) {
    if (result.gasUsed >= CHUNK_GAS_LIMIT) result.delayed.push(receipt)
    else runReceipt(block, receipt, result)
  }
  const hasGas = (): boolean => result.gasUsed < CHUNK_GAS_LIMIT
  result.outgoing.push(...timeOutYields(block, hasGas))
  return result
}

function runTransaction(
  block: BlockContext,
  transaction: SignedTransaction,
  result: ChunkResult,
): void {
  const applied = applyTransaction(block, transaction)
  if (!applied.ok) {
    result.refused.push({ transaction, error: applied.error })
    return
  }
  const { outcome, receipt, burnt } = applied
  result.executions.push({
    outcome,
    receipt: null,
    txHash: transaction.hash,
    distributes: false,
    refundsLast: false,
  })
  result.gasUsed += outcome.gasBurnt
  result.balanceBurnt += burnt
  const isLocal = transaction.signerId === transaction.receiverId
  ;(isLocal ? result.local : result.outgoing).push(receipt)
}

/** Runs a receipt, and then what it makes that does not wait for the next block. */
function runReceipt(block: BlockContext, receipt: Receipt, result: ChunkResult): void {
  const queue = [receipt]
  for (let next = queue.shift(); next; next = queue.shift()) {
    const made = runOne(block, next, result)
    const instant = block.parameters.features.instantReceipts ? made.filter(isInstant) : []
    queue.push(...instant)
    result.instant.push(...instant)
    result.outgoing.push(...made.filter((each) => !instant.includes(each)))
  }
}

/** Source: nearcore `Receipt::is_instant_receipt` (`core/primitives/src/receipt.rs`), since protocol 83. */
function isInstant({ body }: Receipt): boolean {
  if (body.kind !== 'action') return false
  const [only, ...others] = body.actions
  const isDeletion = only?.type === 'DeleteAccount' && others.length === 0
  return body.isPromiseYield === true || (isDeletion && body.inputDataIds.length === 0)
}

/** Runs one receipt; gives those that it makes. */
function runOne(block: BlockContext, receipt: Receipt, result: ChunkResult): Receipt[] {
  const processed = processReceipt(block, receipt)
  if (!processed) return []
  const { outcome, executed, receipts, burnt } = processed
  result.executions.push({
    outcome,
    receipt: executed,
    txHash: executed.txHash,
    distributes: receipts.some(({ body }) => body.kind === 'distribution'),
    refundsLast: receipts.at(-1)?.predecessorId === SYSTEM_ACCOUNT,
  })
  result.gasUsed += outcome.gasBurnt
  result.balanceBurnt += burnt
  return receipts
}
