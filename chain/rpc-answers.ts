import { z } from 'zod'
import { isCodeHash } from '../protocol/code-hash.ts'

// What nearcore answers (chain/jsonrpc, core/primitives/src/views.rs). Only the fields that are used are checked; all
// others are kept, since fields that clients did not know have decided things before (global contracts).

/** 32 bytes in base58. */
const hash = z.string().refine(isCodeHash, 'must be 32 bytes in base58')

const seenAt = { block_height: z.int().nonnegative(), block_hash: hash }

/** Yocto amounts come as decimal texts. */
const amount = z.string().regex(/^\d+$/)

export const accountView = z.looseObject({
  ...seenAt,
  amount,
  locked: amount,
  code_hash: hash,
  storage_usage: z.int().nonnegative(),
  global_contract_hash: hash.nullish(),
  global_contract_account_id: z.string().nullish(),
})
export type AccountView = z.infer<typeof accountView>

export const callResult = z.looseObject({
  ...seenAt,
  result: z.array(z.int().min(0).max(255)),
  logs: z.array(z.string()),
})
export type CallResult = z.infer<typeof callResult>

export const codeView = z.looseObject({ ...seenAt, hash, code_base64: z.string() })
export type CodeView = z.infer<typeof codeView>

export const accessKeyView = z.looseObject({
  ...seenAt,
  nonce: z.int().nonnegative(),
  permission: z.union([z.string(), z.looseObject({})]),
})
export type AccessKeyView = z.infer<typeof accessKeyView>

export const accessKeyList = z.looseObject({
  ...seenAt,
  keys: z.array(
    z.looseObject({
      public_key: z.string(),
      access_key: accessKeyView.omit({ block_height: true, block_hash: true }),
    }),
  ),
})
export type AccessKeyList = z.infer<typeof accessKeyList>

export const blockView = z.looseObject({
  author: z.string(),
  header: z.looseObject({
    height: z.int().nonnegative(),
    hash,
    prev_hash: hash,
    timestamp_nanosec: z.string().regex(/^\d+$/),
  }),
})
export type BlockView = z.infer<typeof blockView>

export const statusView = z.looseObject({
  chain_id: z.string(),
  protocol_version: z.int(),
  sync_info: z.looseObject({
    latest_block_height: z.int().nonnegative(),
    latest_block_hash: hash,
    latest_block_time: z.string(),
    syncing: z.boolean(),
  }),
})
export type StatusView = z.infer<typeof statusView>

const outcome = z.looseObject({
  id: hash,
  block_hash: hash,
  outcome: z.looseObject({
    executor_id: z.string(),
    gas_burnt: z.int().nonnegative(),
    tokens_burnt: amount,
    logs: z.array(z.string()),
    status: z.union([z.string(), z.record(z.string(), z.unknown())]),
  }),
})

export const transactionResult = z.looseObject({
  final_execution_status: z.string().optional(),
  status: z.union([z.string(), z.record(z.string(), z.unknown())]),
  transaction: z.looseObject({ hash, signer_id: z.string(), receiver_id: z.string() }),
  transaction_outcome: outcome,
  receipts_outcome: z.array(outcome),
})
export type TransactionResult = z.infer<typeof transactionResult>
