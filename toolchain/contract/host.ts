import { ToolchainError } from '../errors.ts'
import { importsOf, type WasmImports, type WasmModule } from '../web-assembly.ts'

/** Makes imports for a program that must call no host at all: each of them fails. */
export function emptyHost(module: WasmModule): WasmImports {
  return hostOf(module, (name) => {
    throw new ToolchainError(
      'INTERNAL',
      `The program called ${name}, which it must not. Please report it.`,
    )
  })
}

/**
 * Makes imports for running a contract's module body at build time, where there is no chain: a
 * call of a host function is an error that names it.
 */
export function buildTimeHost(module: WasmModule): WasmImports {
  return hostOf(module, (name) => {
    throw hostCall(name)
  })
}

/** Says that a module body calls the host, and where, if that is known. */
export function hostCall(
  hostFunction: string,
  where?: { file: string; line: number },
): ToolchainError {
  const place = where === undefined ? '' : `, in ${where.file}, line ${where.line}`
  return new ToolchainError(
    'HOST_CALL_AT_MODULE_LEVEL',
    `The contract calls the host function ${hostFunction} while it is loaded${place}. A module body runs once, at build time, where there is no chain: move the call into a method.`,
    { hostFunction, ...where },
  )
}

function hostOf(module: WasmModule, call: (name: string) => never): WasmImports {
  const imports: Record<string, Record<string, () => never>> = {}
  for (const { module: from, name } of importsOf(module)) {
    const space = imports[from] ?? {}
    space[name] = () => call(name)
    imports[from] = space
  }
  return imports
}
