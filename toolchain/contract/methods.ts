import { MEMORY } from '../engine/optimise.ts'
import { ToolchainError } from '../errors.ts'

/** Checks the names of a bundle's exports, of which the engine will call those that are methods. */
export function methodNames(exports: readonly string[], entry: string): readonly string[] {
  if (exports.length === 0) throw noMethods(entry)
  if (exports.includes(MEMORY)) {
    throw new ToolchainError(
      'RESERVED_METHOD',
      `${entry} exports ${MEMORY}, which is the name of a contract's linear memory. Give the method another name.`,
      { method: MEMORY },
    )
  }
  return exports
}

/** Says that a contract has nothing to call. */
export function noMethods(entry: string): ToolchainError {
  return new ToolchainError(
    'NO_METHODS',
    `${entry} exports no method. Export functions, or a class with @NearBindgen whose methods have @call, @view or @initialize.`,
    { file: entry },
  )
}
