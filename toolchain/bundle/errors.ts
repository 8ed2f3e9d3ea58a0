import { describeCause, ToolchainError, type ToolchainErrorCode } from '../errors.ts'

type RollupFailure = Error & {
  code?: string
  id?: string
  loc?: { file?: string; line: number; column: number }
  frame?: string
}

/** Turns what rollup or babel threw into an error that names file and line. */
export function bundleError(error: unknown, shorten: (file: string) => string): ToolchainError {
  if (error instanceof ToolchainError) return restore(error)
  if (!(error instanceof Error)) return failed(describeCause(error), error)
  const { code, loc, id, frame, message } = error as RollupFailure
  if (error.cause instanceof ToolchainError) return error.cause
  const file = loc?.file ?? id
  const short = file === undefined ? undefined : shorten(file)
  const isSyntax = code === 'PARSE_ERROR' || code === 'PLUGIN_ERROR'
  if (!isSyntax || loc === undefined) return failed(message, error)
  const first = message.split('\n', 1)[0] ?? message
  const reason = file === undefined ? first : first.replaceAll(file, short ?? file)
  return new ToolchainError(
    'SYNTAX_ERROR',
    `${short ?? 'A module'} has a syntax error in line ${loc.line}, column ${loc.column + 1}: ${reason}${frame === undefined ? '' : `\n${frame}`}`,
    { file: short, line: loc.line, column: loc.column + 1 },
    { cause: error },
  )
}

/** Takes back the code of an error of ours that went through rollup, which puts its own in its place. */
function restore(error: ToolchainError & { pluginCode?: ToolchainErrorCode }): ToolchainError {
  const { pluginCode, message, details, cause } = error
  return pluginCode === undefined
    ? error
    : new ToolchainError(pluginCode, message, details, { cause })
}

function failed(reason: string, cause: unknown): ToolchainError {
  return new ToolchainError(
    'BUNDLE_FAILED',
    `The contract could not be bundled: ${reason}`,
    {},
    { cause },
  )
}
