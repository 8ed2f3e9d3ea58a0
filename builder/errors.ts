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

/** Says why a recipe could not be followed. That a build failed or gave other bytes is a result, not an error. */
export class BuilderError extends Error {
  override readonly name = 'BuilderError'
  readonly code: BuilderErrorCode

  constructor(code: BuilderErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.code = code
  }
}
