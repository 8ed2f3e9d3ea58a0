import type { AccountId } from '../protocol/account-id.ts'
import type { CodeHash } from '../protocol/code-hash.ts'
import type { IndexerError, IndexerErrorCode } from './errors.ts'

/** What the indexer needs to know of a final block. */
export type Block = {
  height: number
  hash: string
  prevHash: string
  /** Nanoseconds since 1970, decimal. */
  timestamp: string
  /** What the wanted executor executed, in any order. A source may leave out receipts that failed or stored nothing. */
  receipts: ReceiptOutcome[]
  /**
   * What the wanted accounts run from this block on: of each account in the order in which it came to be.
   *
   * A change may say what was so before, since a source does not know what was.
   */
  codeChanges: CodeChange[]
  /** Code that the wanted accounts have begun to share under their name; it reaches those who use it some blocks later. */
  globalCodes: GlobalCode[]
  /** Name of the endpoint that gave the block, for messages. */
  source?: string | undefined
}

/** What a source of blocks is asked for, beside the blocks themselves. */
export type Wanted = {
  /** Account whose receipts are wanted: the registry. */
  executor: AccountId
  /** Accounts whose code is wanted. */
  code: 'none' | 'all' | ((accountId: AccountId) => boolean)
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

/** What an account runs (NEP-591). */
export type RunningCode =
  | { kind: 'local' | 'global_hash'; hash: CodeHash }
  /** Whatever that account shares under its name. */
  | { kind: 'global_account'; owner: AccountId }
  /** The account has no code. */
  | { kind: 'none' }
  /** There is no such account. */
  | { kind: 'deleted' }

/** By what something came to be; null where the source does not say. */
export type Origin = {
  receiptId: string | null
  txHash: string | null
  /** Account that signed the transaction. */
  signer: AccountId | null
}

export type CodeChange = Origin & { accountId: AccountId; code: RunningCode }

export type GlobalCode = Origin & { owner: AccountId; hash: CodeHash }

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
  /** How many requests each endpoint got, by `ok` or what went wrong; left out where the source does not count. */
  requests?: RequestCount[]
  /** What is being waited out right now. */
  trouble: IndexerError | null
}

export type RequestCount = { endpoint: string; outcome: string; count: number }
