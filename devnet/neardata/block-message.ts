import type { Block, Execution } from '../chain/types.ts'
import type { Validator } from '../chain/validator.ts'
import type { JsonObject } from '../primitives/json.ts'
import { blockView, chunkHeaderView } from '../views/block-view.ts'
import { changeViews } from '../views/change-view.ts'
import { outcomeView } from '../views/outcome-view.ts'
import { receiptView } from '../views/receipt-view.ts'
import { transactionView } from '../views/transaction-view.ts'

export type BlockMessage = {
  block: JsonObject
  shards: (JsonObject & { shard_id: number; chunk: JsonObject })[]
}

/** A block with all that came of it, as FastNEAR's neardata gives it (`block_with_tx_hash`). */
export function blockMessage(block: Block, validator: Validator): BlockMessage {
  const blockHash = block.header.hash
  const outcomes = new Map(block.executions.map((execution) => [execution.outcome.id, execution]))
  return {
    block: blockView(block, validator),
    shards: [
      {
        shard_id: 0,
        chunk: {
          author: validator.accountId,
          header: chunkHeaderView(block, validator),
          transactions: block.transactions.map((transaction) => ({
            transaction: transactionView(transaction),
            outcome: transactionOutcome(outcomes.get(transaction.hash), blockHash),
          })),
          receipts: [...block.local, ...block.incoming].map(receiptView),
        },
        receipt_execution_outcomes: block.executions.flatMap((execution) =>
          execution.receipt
            ? [
                {
                  execution_outcome: outcomeView(execution, blockHash),
                  receipt: receiptView(execution.receipt),
                  tx_hash: execution.txHash,
                },
              ]
            : [],
        ),
        state_changes: changeViews(block.changes),
      },
    ],
  }
}

function transactionOutcome(
  execution: Execution | undefined,
  blockHash: string,
): JsonObject | null {
  if (!execution) return null
  return { execution_outcome: outcomeView(execution, blockHash), receipt: null }
}
