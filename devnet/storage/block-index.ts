import type { Block } from '../chain/types.ts'
import type { Receipt, SignedTransaction } from '../runtime/types.ts'

/** Where in a block things are, by id. */
export type BlockIndex = {
  /** Positions in the block's executions. */
  executions: ReadonlyMap<string, number>
  transactions: ReadonlyMap<string, SignedTransaction>
  receipts: ReadonlyMap<string, Receipt>
}

export function indexBlock(block: Block): BlockIndex {
  const { executions, transactions, local, incoming, instant } = block
  return {
    executions: new Map(executions.map(({ outcome }, index) => [outcome.id, index])),
    transactions: new Map(transactions.map((transaction) => [transaction.hash, transaction])),
    receipts: new Map([...local, ...incoming, ...instant].map((receipt) => [receipt.id, receipt])),
  }
}
