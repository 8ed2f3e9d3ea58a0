/**
 * What can go wrong when talking to NEAR, and what trying again is worth:
 * `again` here after a pause, `elsewhere` at another endpoint only, `never`.
 */
const RETRY = {
  RPC_UNREACHABLE: 'again',
  RPC_TIMEOUT: 'again',
  RATE_LIMITED: 'again',
  SERVER_ERROR: 'again',
  BAD_ANSWER: 'again',
  NOT_SYNCED: 'again',
  TRANSACTION_TIMEOUT: 'again',
  UNKNOWN_BLOCK: 'elsewhere',
  UNAVAILABLE_SHARD: 'elsewhere',
  UNKNOWN_TRANSACTION: 'elsewhere',
  ACCESS_REFUSED: 'elsewhere',
  METHOD_NOT_FOUND: 'elsewhere',
  UNKNOWN_ACCOUNT: 'never',
  UNKNOWN_ACCESS_KEY: 'never',
  NO_CONTRACT_CODE: 'never',
  NO_GLOBAL_CONTRACT_CODE: 'never',
  CONTRACT_EXECUTION_ERROR: 'never',
  INVALID_REQUEST: 'never',
  INVALID_NONCE: 'never',
  INVALID_TRANSACTION: 'never',
  TRANSACTION_FAILED: 'never',
  REQUEST_REFUSED: 'never',
  INVALID_URL: 'never',
  INVALID_KEY: 'never',
  KEY_FILE_MISSING: 'never',
  KEY_FILE_INVALID: 'never',
  PROOF_INVALID: 'never',
  LIGHT_CLIENT_BLOCK_INVALID: 'never',
  CANCELLED: 'never',
} as const

export type ChainErrorCode = keyof typeof RETRY
export type Retry = (typeof RETRY)[ChainErrorCode]

/** What is known beside the message; none of it holds a credential. */
export type ChainErrorDetails = Readonly<Record<string, unknown>>

/** Says why NEAR could not be asked, or why it refused. */
export class ChainError extends Error {
  override readonly name = 'ChainError'
  readonly code: ChainErrorCode
  readonly details: ChainErrorDetails

  constructor(
    code: ChainErrorCode,
    message: string,
    { details = {}, cause }: { details?: ChainErrorDetails; cause?: unknown } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.details = details
  }

  get retry(): Retry {
    return RETRY[this.code]
  }

  /** Whether the same question may be answered another time or by another endpoint. */
  get retryable(): boolean {
    return this.retry !== 'never'
  }
}

/** Tells whether an error is a ChainError, and one of `code` if that is given. */
export function isChainError(error: unknown, code?: ChainErrorCode): error is ChainError {
  return error instanceof ChainError && (code === undefined || error.code === code)
}
