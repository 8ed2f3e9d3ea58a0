/** What can go wrong in a build, as a literal to switch over. */
export type ToolchainErrorCode =
  | 'ENTRY_MISSING'
  | 'ENTRY_NOT_A_CONTRACT'
  | 'BAD_DIRECTIVE'
  | 'SYNTAX_ERROR'
  | 'UNRESOLVED_IMPORT'
  | 'BUNDLE_FAILED'
  | 'CLOCK_OR_RANDOM'
  | 'NO_METHODS'
  | 'RESERVED_METHOD'
  | 'HOST_CALL_AT_MODULE_LEVEL'
  | 'MODULE_BODY_FAILED'
  | 'LIMIT_EXCEEDED'
  | 'PACKAGE_MISSING'
  | 'PACKAGE_MISMATCH'
  | 'LOCK_FILE_MISSING'
  | 'COMPILER_FAILED'
  | 'MALFORMED_WASM'
  | 'ABORTED'
  | 'INTERNAL'

/** Facts about an error for programs: a file, a line, a host function, a limit. */
export type ToolchainErrorDetails = Readonly<Record<string, string | number | undefined>>

/** Says why a contract could not be built, in a sentence that names the value and what to do. */
export class ToolchainError extends Error {
  override readonly name = 'ToolchainError'
  readonly code: ToolchainErrorCode
  readonly details: ToolchainErrorDetails

  constructor(
    code: ToolchainErrorCode,
    message: string,
    details: ToolchainErrorDetails = {},
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.code = code
    this.details = details
  }
}

/** The parts of an error that survive the way out of the worker. */
export type PlainToolchainError = {
  code: ToolchainErrorCode
  message: string
  details: ToolchainErrorDetails
  cause?: string | undefined
}

/** Makes an error plain, so that a worker can send it; what is not a ToolchainError is INTERNAL. */
export function toPlainError(error: unknown): PlainToolchainError {
  if (error instanceof ToolchainError) {
    const cause = error.cause === undefined ? undefined : describeCause(error.cause)
    return { code: error.code, message: error.message, details: error.details, cause }
  }
  const cause = describeCause(error)
  return {
    code: 'INTERNAL',
    message: `The toolchain failed in a way it does not know: ${cause.split('\n', 1)[0]}. Please report it with the cause.`,
    details: {},
    cause,
  }
}

/** Writes down what was thrown, whatever it is. */
export function describeCause(cause: unknown): string {
  if (cause instanceof Error) return cause.stack ?? cause.message
  return typeof cause === 'string' ? cause : (JSON.stringify(cause) ?? String(typeof cause))
}

/** Makes the error again on this side of the worker. */
export function fromPlainError(plain: PlainToolchainError): ToolchainError {
  const options = plain.cause === undefined ? undefined : { cause: plain.cause }
  return new ToolchainError(plain.code, plain.message, plain.details, options)
}
