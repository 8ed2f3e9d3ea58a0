import type {
  ActionReceipt,
  ExecutionOutcome,
  Receipt,
  SignedTransaction,
} from '../runtime/types.ts'
import type { StateChange } from '../state/types.ts'

/** What a block's hash covers. It is fixed before the block's transactions run: roots are those of the block before. Hashes are base58. */
export type BlockHeader = {
  height: number
  hash: string
  prevHash: string
  prevHeight: number | null
  /** Counts blocks, genesis being 1: it differs from the height once heights have been skipped. */
  ordinal: number
  /** Nanoseconds since 1970. */
  timestamp: bigint
  epochId: string
  nextEpochId: string
  epochHeight: number
  /** Height that the epoch started at. */
  epochStart: number
  prevStateRoot: string
  /** Merkle root of what the block before executed. */
  outcomeRoot: string
  /** The same of this block's only chunk. */
  chunkOutcomeRoot: string
  blockMerkleRoot: string
  nextBpHash: string
  chunkHash: string
  chunkHeadersRoot: string
  chunkTxRoot: string
  chunkReceiptsRoot: string
  randomValue: string
  gasPrice: bigint
  totalSupply: bigint
  lastFinalHash: string
  signature: string
}

/** One execution, with the receipt that ran; a transaction's own has none. */
export type Execution = {
  outcome: ExecutionOutcome
  receipt: Receipt<ActionReceipt> | null
  txHash: string
  /** A global contract goes out from it, which is in place after the next block; such receipts have no outcome to wait for. */
  distributes: boolean
}

/** A block and everything that came of it. */
export type Block = {
  header: BlockHeader
  transactions: SignedTransaction[]
  /** Receipts that the chunk brings from the block before; they run in this block or wait. */
  incoming: Receipt[]
  /** Receipts of transactions whose signer is the receiver: they run in the same block. */
  local: Receipt[]
  /** In the order of execution: transactions, then receipts. */
  executions: Execution[]
  changes: StateChange[]
  gasUsed: bigint
  balanceBurnt: bigint
}
