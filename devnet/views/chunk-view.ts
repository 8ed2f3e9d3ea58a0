import type { Block } from '../chain/types.ts'
import type { Validator } from '../chain/validator.ts'
import type { JsonObject } from '../primitives/json.ts'
import { chunkHeaderView } from './block-view.ts'
import { receiptView } from './receipt-view.ts'
import { transactionView } from './transaction-view.ts'

/** A chunk as nearcore's `ChunkView`: what comes in, not what came of it. */
export function chunkView(block: Block, validator: Validator): JsonObject {
  return {
    author: validator.accountId,
    header: chunkHeaderView(block, validator),
    receipts: block.incoming.map(receiptView),
    transactions: block.transactions.map(transactionView),
  }
}
