import type { Receipt, SignedTransaction } from '../runtime/types.ts'
import type { Block, Execution } from './types.ts'

/** Where an execution, a transaction or a receipt is. */
export type Located<T> = T & { block: Block }

/** The chain's blocks, and look-ups into them. Hashes and ids are base58. */
export type BlockStore = {
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
