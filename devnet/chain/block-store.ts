import type { Receipt, SignedTransaction } from '../runtime/types.ts'
import type { Block, Execution } from './types.ts'

/** Where an execution, a transaction or a receipt is. */
export type Located<T> = T & { block: Block }

/** The chain's blocks, and look-ups into them. All of it is behind this, so that it can be kept elsewhere than in memory. */
export type BlockStore = {
  append: (block: Block) => void
  head: () => Block
  first: () => Block
  atHeight: (height: number) => Block | undefined
  /** By its number on the chain, genesis being 1. */
  atOrdinal: (ordinal: number) => Block | undefined
  byHash: (hash: string) => Block | undefined
  byChunkHash: (hash: string) => Block | undefined
  /** By the id of the transaction or the receipt. */
  execution: (id: string) => Located<Execution & { index: number }> | undefined
  transaction: (hash: string) => Located<{ transaction: SignedTransaction }> | undefined
  receipt: (id: string) => Receipt | undefined
}

/** Keeps the blocks in memory. */
export function createMemoryBlocks(genesis: Block): BlockStore {
  const byHeight = new Map<number, Block>()
  const byOrdinal: Block[] = []
  const byHash = new Map<string, Block>()
  const byChunkHash = new Map<string, Block>()
  const executions = new Map<string, Located<Execution & { index: number }>>()
  const transactions = new Map<string, Located<{ transaction: SignedTransaction }>>()
  const receipts = new Map<string, Receipt>()
  let head = genesis

  const append = (block: Block): void => {
    byHeight.set(block.header.height, block)
    byOrdinal[block.header.ordinal - 1] = block
    byHash.set(block.header.hash, block)
    byChunkHash.set(block.chunk.hash, block)
    for (const [index, execution] of block.executions.entries()) {
      executions.set(execution.outcome.id, { ...execution, index, block })
    }
    for (const transaction of block.transactions) {
      transactions.set(transaction.hash, { transaction, block })
    }
    for (const receipt of [...block.local, ...block.incoming]) receipts.set(receipt.id, receipt)
    head = block
  }
  append(genesis)

  return {
    append,
    head: () => head,
    first: () => genesis,
    atHeight: (height) => byHeight.get(height),
    atOrdinal: (ordinal) => byOrdinal[ordinal - 1],
    byHash: (hash) => byHash.get(hash),
    byChunkHash: (hash) => byChunkHash.get(hash),
    execution: (id) => executions.get(id),
    transaction: (hash) => transactions.get(hash),
    receipt: (id) => receipts.get(id),
  }
}
