import type {
  ActionReceipt,
  ExecutionOutcome,
  Receipt,
  SignedTransaction,
} from '../runtime/types.ts'
import type { StateChange } from '../state/types.ts'
import type { MerklePath } from './merkle.ts'

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
  /** Merkle root of the hashes of all blocks before this one. */
  blockMerkleRoot: string
  nextBpHash: string
  chunkHeadersRoot: string
  chunkTxRoot: string
  chunkReceiptsRoot: string
  randomValue: string
  gasPrice: bigint
  totalSupply: bigint
  /** The last block that was final for light clients before this one, and for `lastDsFinalHash` by one round of approvals. */
  lastFinalHash: string
  lastFinalHeight: number
  lastDsFinalHash: string
  /** The validators' ed25519 signatures on the block before, in the order of the epoch's producers. */
  approvals: Uint8Array[]
  protocolVersion: number
  signature: string
}

/** The header of a block's only chunk. What it says of execution is of the chunk before. Hashes are base58. */
export type ChunkHeader = {
  hash: string
  prevStateRoot: string
  outcomeRoot: string
  /** Of the receipts that this chunk brings. */
  receiptsRoot: string
  txRoot: string
  gasUsed: bigint
  /** Yocto. */
  balanceBurnt: bigint
}

/** One execution, with the receipt that ran; a transaction's own has none. */
export type Execution = {
  outcome: ExecutionOutcome
  /** From the outcome to the outcome root of this chunk, which the next chunk's header carries. */
  proof: MerklePath
  receipt: Receipt<ActionReceipt> | null
  txHash: string
  /** A global contract goes out from it, which is in place after the next block; such receipts have no outcome to wait for. */
  distributes: boolean
  /** The last receipt that came of it is a refund, for which the level EXECUTED does not wait. */
  refundsLast: boolean
}

/** A block and everything that came of it. */
export type Block = {
  header: BlockHeader
  chunk: ChunkHeader
  transactions: SignedTransaction[]
  /** Receipts that the chunk brings from the block before; they run in this block or wait. */
  incoming: Receipt[]
  /** Receipts of transactions whose signer is the receiver: they run in the same block. */
  local: Receipt[]
  /** Receipts that ran, or were stored to be resumed, right after the one that made them. */
  instant: Receipt[]
  /** In the order of execution: transactions, then receipts. */
  executions: Execution[]
  changes: StateChange[]
  gasUsed: bigint
  balanceBurnt: bigint
  /** Roots of the subtrees of the tree over all blocks that are full with this block's hash, from two leaves upwards. */
  subtrees: Uint8Array[]
}
