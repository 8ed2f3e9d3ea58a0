import type { Receipt } from '../runtime/types.ts'
import type { StateReader } from '../state/types.ts'
import type { BlockStore } from './block-store.ts'
import type { PartialMerkleTree } from './block-tree.ts'
import type { Carried } from './next-header.ts'
import type { Block } from './types.ts'

/** Everything beside the state that the next block depends on. It is stored with the block that leaves it. */
export type Handover = {
  /** Receipts that the next chunk brings. */
  incoming: Receipt[]
  /** Receipts that the block had no gas for. */
  delayed: Receipt[]
  /** The block hashes so far. */
  tree: PartialMerkleTree
  carried: Carried
}

/** Where a chain is kept: its blocks, the state after each of them, and what the last one left. */
export type ChainStore = {
  blocks: BlockStore
  /** The state after the block at a height. */
  stateAt: (height: number) => StateReader
  /** What the last block left; undefined: there is no block yet. */
  handover: () => Handover | undefined
  /** Writes a block with all that it changed: all of it or, where this throws, nothing. Heights only grow. */
  append: (block: Block, handover: Handover) => void
  close: () => void
}
