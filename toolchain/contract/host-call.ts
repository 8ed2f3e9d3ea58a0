import { ToolchainError } from '../errors.ts'
import { compileBytecode } from './bytecode.ts'
import { hostCall } from './host.ts'
import { takeSnapshot } from './snapshot.ts'

type Program = Uint8Array<ArrayBuffer>

/**
 * Finds out which lines of the bundle lead to the host call that ended a module body, the innermost
 * first: it runs the body again, with line numbers and with that host function made to throw its
 * stack. Gives none if the error is another one, or the call is caught.
 */
export async function linesOfHostCall(
  error: unknown,
  deps: { compiler: Program; linked: Program; code: string; names: readonly string[] },
): Promise<number[]> {
  const hostFunction = hostFunctionOf(error)
  if (hostFunction === undefined) return []
  // Some functions of `env` have a shorter name than what they import: `log` calls `log_utf8`.
  const trap = `for(const n in env)if(${JSON.stringify(hostFunction)}.startsWith(n))env[n]=()=>{throw new Error().stack};`
  const code = await compileBytecode(deps.compiler, `${trap}${deps.code}`, { strip: false })
  const thrown = await takeSnapshot(deps.linked, code, deps.names, {
    mode: 'preinitialised',
    intrinsics: 'full',
  }).catch((again: unknown) => again)
  if (!(thrown instanceof ToolchainError) || thrown.code !== 'MODULE_BODY_FAILED') return []
  const stack = String(thrown.details.exception)
  return [...stack.matchAll(/\(contract\.js:(\d+)\)/g)].map(([, line]) => Number(line))
}

/** Adds to an error about a host call where it stands; another error stays as it is. */
export function withPlace(
  error: unknown,
  place: { file: string; line: number } | undefined,
): unknown {
  const hostFunction = hostFunctionOf(error)
  return hostFunction === undefined ? error : hostCall(hostFunction, place)
}

function hostFunctionOf(error: unknown): string | undefined {
  if (!(error instanceof ToolchainError)) return undefined
  const { hostFunction } = error.details
  return typeof hostFunction === 'string' ? hostFunction : undefined
}
