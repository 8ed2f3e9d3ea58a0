import type { TransactionRefusal } from '../runtime/check-transaction.ts'
import type { SignedTransaction } from '../runtime/types.ts'
import type { StateChange } from '../state/types.ts'
import type { Block } from './types.ts'

export type Submitted =
  | { included: true; block: Block }
  | { included: false; error: TransactionRefusal }

/** Decides when blocks are made. */
export type Producer = {
  /** Puts a transaction into a block, and says once it is there. */
  submit: (transaction: SignedTransaction) => Promise<Submitted>
  /** Makes a block now, with whatever waits. */
  produceBlock: (options?: { skipHeights?: number }) => Block
  /** Writes values without a transaction, in a block of their own. */
  patch: (changes: readonly StateChange[]) => Block
  /** Calls back after each block; gives the way to stop that. */
  onBlock: (listener: (block: Block) => void) => () => void
  close: () => void
}
