import { z } from 'zod'
import { isCodeHash } from '../../../protocol/code-hash.ts'
import { IndexerError } from '../../errors.ts'

// The parts that are used of nearcore's `StreamerMessage` (chain/indexer-primitives), which neardata and NEAR Lake give:
// {block: {header}, shards: [{receipt_execution_outcomes: [{execution_outcome: {id, outcome}, receipt, tx_hash}], state_changes}]}.
// A block has up to some thousand outcomes and changes, so what nobody asked for is not validated.

const hash = z.string().refine(isCodeHash, 'must be 32 bytes in base58')

export const blockShape = z.object({
  block: z.object({
    header: z.object({
      height: z.int().nonnegative(),
      hash: z.string().min(1),
      prev_hash: z.string().min(1),
      timestamp_nanosec: z.string().regex(/^\d{1,20}$/),
    }),
  }),
  shards: z.array(
    z.object({ receipt_execution_outcomes: z.array(z.unknown()), state_changes: z.unknown() }),
  ),
})

const STATUSES = ['SuccessValue', 'SuccessReceiptId', 'Failure'] as const

/** The name of a status: `ExecutionStatusView`, of which what it holds does not matter. */
export const statusShape = z.unknown().transform((value, context) => {
  const name =
    value === 'Unknown'
      ? value
      : STATUSES.find((each) => typeof value === 'object' && value !== null && each in value)
  if (name !== undefined) return name
  context.addIssue('must be a status')
  return z.NEVER
})

export const outcomeShape = z.object({
  execution_outcome: z.object({
    id: z.string().min(1),
    outcome: z.object({
      executor_id: z.string(),
      logs: z.array(z.string()),
      status: statusShape,
    }),
  }),
  // NEAR Lake has none.
  tx_hash: z.string().nullish(),
})

/** An action as nearcore's `ActionView`: its name, or its name with what it holds. */
export type Action = string | Readonly<Record<string, unknown>>

export const isAction = (value: unknown): value is Action =>
  typeof value === 'string' ||
  (typeof value === 'object' && value !== null && !Array.isArray(value))

export const actionShape = z.custom<Action>(isAction, 'must be an action')

/** A receipt as nearcore's `ReceiptView`, of which only those with actions can change code. */
export const receiptShape = z.object({
  receipt: z.object({
    Action: z.object({ signer_id: z.string(), actions: z.array(actionShape) }).optional(),
  }),
})

export const accountUpdateShape = z.object({
  code_hash: hash,
  global_contract_hash: hash.nullish(),
  global_contract_account_id: z.string().nullish(),
})

export const deployShape = z.object({ code: z.base64() })
export const useByHashShape = z.object({ code_hash: hash })
export const useByAccountShape = z.object({ account_id: z.string() })

export function checked<T>(shape: z.ZodType<T>, value: unknown, height: number | null): T {
  const result = shape.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw badBlock(
    height,
    issue?.path.join('.') || 'block',
    issue?.message ?? 'is wrong',
    result.error,
  )
}

export function badBlock(
  height: number | null,
  field: string,
  problem: string,
  cause?: Error,
): IndexerError<'SOURCE_BAD_BLOCK'> {
  const which = height === null ? 'An answer of the source' : `Block ${height}`
  return new IndexerError(
    'SOURCE_BAD_BLOCK',
    `${which} is not in the form that nearcore's indexer gives: \`${field}\` ${problem}. Check that the source is one of NEAR blocks.`,
    { height, field },
    cause && { cause },
  )
}
