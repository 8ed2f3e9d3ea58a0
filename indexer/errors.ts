/** What can stop an indexer or make it wait, by code, with the details that each code carries. */
export type IndexerErrorDetails = {
  /** The registry's events are numbered without gaps, and here is one. */
  SEQ_GAP: { height: number; expected: number; found: number }
  /** An event that the registry cannot have written. */
  BAD_EVENT: { height: number; receiptId: string; seq: number | null }
  /** The registry's own head says that other events led there. */
  HEAD_MISMATCH: { seq: number; head: string; registrySeq: number; registryHead: string }
  /** A block does not follow the one before. */
  FORK: { height: number; previousHeight: number; expected: string; found: string }
  /** What the database says of events is not whole, so that nothing can be made from it. */
  EVENTS_BROKEN: { table: string; key: string | number; column: string | null }
  /** The operating system does not let `/metrics` and the like be served there. */
  CANNOT_LISTEN: { host: string; port: number }
  WRONG_REGISTRY: { expected: string; found: string }
  WRONG_NETWORK: { expected: string; found: string }
  /** The source ends long before the block up to which the database goes. */
  SOURCE_BEHIND: { indexedHeight: number; finalHeight: number }
  SOURCE_UNREACHABLE: { url: string }
  SOURCE_RATE_LIMITED: { url: string; retryAfterMs: number | null }
  /** The source says that the trouble is on its side. */
  SOURCE_FAILED: { url: string; status: number; retryAfterMs: number | null }
  /** An error page, or an answer that was cut off. */
  SOURCE_NOT_JSON: { url: string; begins: string }
  /** The source says that the trouble is on our side. */
  SOURCE_REFUSED: { url: string; status: number }
  /** JSON, but not the block that was asked for. */
  SOURCE_BAD_BLOCK: { height: number | null; field: string }
  /** A node says what its own proof does not bear out. */
  SOURCE_BAD_PROOF: { url: string; height: number; receiptId: string }
  /** A node no longer has a block that must exist. */
  BLOCK_NOT_KEPT: { url: string; height: number }
  /** A node gives neither a proof nor the transaction of what it says happened. */
  OUTCOME_NOT_SERVED: { url: string; height: number; receiptId: string }
  /** The package that reads NEAR Lake is not installed. */
  LAKE_NOT_INSTALLED: { package: string }
  /** The source cannot see the code of all accounts. */
  CANNOT_WATCH_ALL: { source: string }
}

export type IndexerErrorCode = keyof IndexerErrorDetails

// Asking the same source again can help.
const RETRYABLE: ReadonlySet<IndexerErrorCode> = new Set<IndexerErrorCode>([
  'SOURCE_UNREACHABLE',
  'SOURCE_RATE_LIMITED',
  'SOURCE_FAILED',
  'SOURCE_NOT_JSON',
])

// This source will not get better soon, but another one that stands in for it may know more, or let itself be asked.
const ELSEWHERE: ReadonlySet<IndexerErrorCode> = new Set<IndexerErrorCode>([
  'SOURCE_REFUSED',
  'BLOCK_NOT_KEPT',
  'OUTCOME_NOT_SERVED',
])

/** Says why the indexer cannot go on, or cannot yet. What it has written up to there is right and stays. */
export class IndexerError<C extends IndexerErrorCode = IndexerErrorCode> extends Error {
  override readonly name = 'IndexerError'
  readonly code: C
  readonly details: IndexerErrorDetails[C]

  constructor(code: C, message: string, details: IndexerErrorDetails[C], options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.details = details
  }

  get retryable(): boolean {
    return RETRYABLE.has(this.code)
  }

  /** Whether another source may answer what this one cannot. */
  get elsewhere(): boolean {
    return ELSEWHERE.has(this.code)
  }
}

/** Tells whether an error is an IndexerError of one code, and so has that code's details. */
export function isIndexerError<C extends IndexerErrorCode>(
  error: unknown,
  code: C,
): error is IndexerError<C> {
  return error instanceof IndexerError && error.code === code
}
