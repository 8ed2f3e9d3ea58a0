import { z } from 'zod'
import { actionShape, statusShape } from '../message/shape.ts'

// What nearcore answers (chain/jsonrpc-primitives, core/primitives/src/views.rs): only the fields that are used.

const height = z.int().nonnegative()

export const blockAnswer = z.looseObject({
  header: z.looseObject({
    height,
    hash: z.string().min(1),
    prev_hash: z.string().min(1),
    timestamp_nanosec: z.string(),
    block_merkle_root: z.string().min(1),
  }),
})
export type BlockAnswer = z.infer<typeof blockAnswer>

export const statusAnswer = z.looseObject({
  sync_info: z.looseObject({ earliest_block_height: height.nullish() }),
})

const change = z.looseObject({
  type: z.string(),
  cause: z.looseObject({ type: z.string(), receipt_hash: z.string().optional() }),
  change: z.looseObject({ account_id: z.string() }),
})

/** The answer to `EXPERIMENTAL_changes`. */
export const changesAnswer = z.looseObject({ block_hash: z.string(), changes: z.array(change) })
export type Change = z.infer<typeof change>

/** The answer to `EXPERIMENTAL_changes_in_block`. */
export const effectsAnswer = z.looseObject({
  block_hash: z.string(),
  changes: z.array(z.looseObject({ type: z.string(), account_id: z.string() })),
})

/** The answer to `EXPERIMENTAL_receipt`. */
export const receiptAnswer = z.looseObject({
  receiver_id: z.string(),
  receipt_id: z.string(),
  receipt: z.looseObject({
    Action: z.looseObject({ signer_id: z.string(), actions: z.array(actionShape) }).optional(),
  }),
})
export type ReceiptAnswer = z.infer<typeof receiptAnswer>

/** The answer to `EXPERIMENTAL_receipt_to_tx`. */
export const receiptToTxAnswer = z.looseObject({
  transaction_hash: z.string(),
  sender_account_id: z.string(),
})
export type Transaction = z.infer<typeof receiptToTxAnswer>

const outcomeView = z.looseObject({
  id: z.string(),
  block_hash: z.string(),
  outcome: z.looseObject({
    executor_id: z.string(),
    logs: z.array(z.string()),
    status: z.unknown().refine((value) => statusShape.safeParse(value).success, 'must be a status'),
  }),
})
export type OutcomeView = z.infer<typeof outcomeView>

/** The answer to `EXPERIMENTAL_light_client_proof`, as far as it is not left to the light client. */
export const proofAnswer = z.looseObject({ outcome_proof: outcomeView })

/** The answer to `EXPERIMENTAL_tx_status`. */
export const txStatusAnswer = z.looseObject({ receipts_outcome: z.array(outcomeView) })
