import { ToolchainError } from '../errors.ts'

/** The export of the contract's memory, which every host of a contract looks for. */
const RESERVED = 'memory'

/** Checks the names of a bundle's exports, of which the engine will call those that are methods. */
export function methodNames(exports: readonly string[], entry: string): readonly string[] {
  if (exports.length === 0) throw noMethods(entry)
  if (exports.includes(RESERVED)) {
    throw new ToolchainError(
      'RESERVED_METHOD',
      `${entry} exports ${RESERVED}, which is the name of a contract's linear memory. Give the method another name.`,
      { method: RESERVED },
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
