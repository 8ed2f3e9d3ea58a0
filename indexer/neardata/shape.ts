import { z } from 'zod'
import type { AccountId } from '../../protocol/account-id.ts'
import type { Block, ReceiptOutcome } from '../block.ts'
import { IndexerError } from '../errors.ts'

// The parts of FastNEAR's block JSON that are used:
// {block: {header}, shards: [{receipt_execution_outcomes: [{execution_outcome: {id, outcome}, tx_hash}]}]}.
// A block has up to some thousand outcomes, so only those of one executor are validated in full.

const decimal = z.string().regex(/^\d{1,20}$/)

const blockShape = z.object({
  block: z.object({
    header: z.object({
      height: z.int().nonnegative(),
      hash: z.string().min(1),
      prev_hash: z.string().min(1),
      timestamp_nanosec: decimal,
    }),
  }),
  shards: z.array(z.object({ receipt_execution_outcomes: z.array(z.unknown()) })),
})

const outcomeShape = z.object({
  execution_outcome: z.object({
    id: z.string().min(1),
    outcome: z.object({
      executor_id: z.string(),
      logs: z.array(z.string()),
      status: z.union([
        z.object({ SuccessValue: z.string() }).transform(() => 'SuccessValue' as const),
        z.object({ SuccessReceiptId: z.string() }).transform(() => 'SuccessReceiptId' as const),
        z.object({ Failure: z.unknown() }).transform(() => 'Failure' as const),
        z.literal('Unknown'),
      ]),
    }),
  }),
  tx_hash: z.string().nullish(),
})

/** Reads a block out of parsed neardata JSON, with the receipts that `executor` executed; null for a skipped height. */
export function readNeardataBlock(value: unknown, executor: AccountId): Block | null {
  if (value === null) return null
  const { block, shards } = checked(blockShape, value, null)
  const { height, hash, prev_hash, timestamp_nanosec } = block.header
  const receipts: ReceiptOutcome[] = []
  for (const shard of shards) {
    for (const outcome of shard.receipt_execution_outcomes) {
      if (executorOf(outcome, height) === executor) receipts.push(readOutcome(outcome, height))
    }
  }
  return { height, hash, prevHash: prev_hash, timestamp: timestamp_nanosec, receipts }
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

function checked<T>(shape: z.ZodType<T>, value: unknown, height: number | null): T {
  const result = shape.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw badBlock(
    height,
    issue?.path.join('.') ?? 'block',
    issue?.message ?? 'is wrong',
    result.error,
  )
}

function badBlock(
  height: number | null,
  field: string,
  problem: string,
  cause?: Error,
): IndexerError<'SOURCE_BAD_BLOCK'> {
  const which = height === null ? 'An answer of the source' : `Block ${height}`
  return new IndexerError(
    'SOURCE_BAD_BLOCK',
    `${which} is not in neardata's form: \`${field}\` ${problem}. Check that the URL is one of a neardata server.`,
    { height, field },
    cause && { cause },
  )
}
