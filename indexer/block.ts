import type { AccountId } from '../protocol/account-id.ts'
import type { IndexerError, IndexerErrorCode } from './errors.ts'

/** What the indexer needs to know of a final block. */
export type Block = {
  height: number
  hash: string
  prevHash: string
  /** Nanoseconds since 1970, decimal. */
  timestamp: string
  /** In any order. A source may leave out what other accounts than the registry executed. */
  receipts: ReceiptOutcome[]
}

/** What came of one receipt. */
export type ReceiptOutcome = {
  receiptId: string
  /** null where the source does not say. */
  txHash: string | null
  executorId: AccountId
  /** Receipts that failed keep their logs, but nothing of what they did. */
  status: 'SuccessValue' | 'SuccessReceiptId' | 'Failure' | 'Unknown'
  logs: string[]
}

/** Where final blocks come from. */
export type BlockSource = {
  /** Returns the height of the first block that the source has. */
  firstHeight(signal: AbortSignal): Promise<number>
  /** Returns the height of the last final block. */
  finalHeight(signal: AbortSignal): Promise<number>
  /**
   * Gives the blocks from a height on, in order and without end: at the last final block it waits for the next.
   *
   * Heights without a block are left out. Ends when the signal is aborted. Waits out what passes, such as a lost connection, and
   * throws an IndexerError for what does not.
   */
  blocks(fromHeight: number, signal: AbortSignal): AsyncIterable<Block>
  stats(): SourceStats
}

export type SourceStats = {
  /** Height of the last final block as far as is known; null before the first answer. */
  finalHeight: number | null
  /** How often a request was made again, by what went wrong. */
  retries: Partial<Record<IndexerErrorCode, number>>
  /** What is being waited out right now. */
  trouble: IndexerError | null
}
