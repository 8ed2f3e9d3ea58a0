import type { AccountView } from '../../chain/rpc-answers.ts'

// Answers in nearcore's form; answers.test.ts checks them with the schemas that are generated from nearcore.

export const BLOCK_HASH = '8mmB5PYJyfnLr5Zg7AoNNBMbsGpkzvC8wCZs4JrWN2t5'
export const HASH = '3yhDs3NAULbUMRAPq5t6xdSPBqNmtNCCSxGyZsyjRbKR'
export const OTHER_HASH = 'F8NqYYrdTVAyNDHdM1XfXJmL1sHBXuYpLKgGzZm5ozQK'
export const NO_CODE = '11111111111111111111111111111111'
export const SEEN_AT = { block_height: 123_456_789, block_hash: BLOCK_HASH }

export const account = (fields: Partial<AccountView> = {}): AccountView => ({
  amount: '399992611103597728750000000',
  locked: '0',
  code_hash: HASH,
  storage_usage: 642,
  storage_paid_at: 0,
  ...SEEN_AT,
  ...fields,
})

export const block = {
  author: 'node0',
  header: {
    height: SEEN_AT.block_height,
    hash: BLOCK_HASH,
    prev_hash: HASH,
    timestamp_nanosec: '1700000000000000000',
  },
}

/** A transaction that went through; `status` and the logs of its one receipt are given. */
export const transactionResult = (
  hash: string,
  status: unknown = { SuccessValue: '' },
  logs: string[] = [],
) => ({
  final_execution_status: 'FINAL',
  status,
  transaction: { hash, signer_id: 'ann.near', receiver_id: 'registry.near' },
  transaction_outcome: outcome(hash, 'ann.near', { SuccessReceiptId: OTHER_HASH }, []),
  receipts_outcome: [outcome(OTHER_HASH, 'registry.near', status, logs)],
})

const outcome = (id: string, executor: string, status: unknown, logs: string[]) => ({
  id,
  block_hash: BLOCK_HASH,
  proof: [],
  outcome: {
    executor_id: executor,
    gas_burnt: 1_000_000,
    tokens_burnt: '100000000000000',
    logs,
    receipt_ids: [],
    status,
  },
})
