import { ToolchainError } from '../../toolchain/errors.ts'
import { BuilderError } from '../errors.ts'

/** Names the side in the error of what is no module, or too much of one. */
export function saySide<Result>(side: 'a' | 'b', read: () => Result): Result {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof ToolchainError)) throw error
    const { at, what, limit, value } = error.details
    if (error.code === 'LIMIT_EXCEEDED') {
      throw new BuilderError(
        'WASM_TOO_LARGE',
        `File ${side} has ${value} ${what}; explain reads at most ${limit}.`,
        { cause: error, details: { side, what, limit, value } },
      )
    }
    if (error.code !== 'MALFORMED_WASM') throw error
    throw new BuilderError(
      'MALFORMED_WASM',
      `File ${side} is not a WebAssembly module that can be read: at byte ${at}, ${what}.`,
      { cause: error, details: { side, at, what } },
    )
  }
}
