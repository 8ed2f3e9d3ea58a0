export type BuilderErrorCode =
  | 'FETCH_FAILED'
  | 'GIT_MISSING'
  | 'UNSUPPORTED_RECIPE'
  | 'ENVIRONMENT_MISMATCH'
  | 'ENGINE_MISSING'
  | 'ENGINE_FAILED'
  | 'IMAGE_NOT_ALLOWED'
  | 'IMAGE_MISSING'
  | 'NO_CODE'
  | 'NO_RECIPE'
  | 'MALFORMED_WASM'
  | 'WASM_TOO_LARGE'
  | 'FOLDER_UNREADABLE'
  | 'NO_CONTRACT'

/** Facts about an error for programs. */
export type BuilderErrorDetails = Readonly<Record<string, string | number | undefined>>

/** Says why a recipe could not be followed, or wasm or a repository not be read. That a build failed or gave other bytes is a result, not an error. */
export class BuilderError extends Error {
  override readonly name = 'BuilderError'
  readonly code: BuilderErrorCode
  readonly details: BuilderErrorDetails

  constructor(
    code: BuilderErrorCode,
    message: string,
    { details = {}, ...options }: { cause?: unknown; details?: BuilderErrorDetails } = {},
  ) {
    super(message, options)
    this.code = code
    this.details = details
  }
}
