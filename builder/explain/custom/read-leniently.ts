import { ToolchainError } from '../../../toolchain/errors.ts'
import {
  createWasmReader,
  type WasmReader,
  type WasmSection,
} from '../../../toolchain/wasm-reader.ts'

/** Reads a custom section's content; undefined if it is broken, which leaves the module as good as it was (core specification, 2.5.1). */
export function readLeniently<Content>(
  wasm: Uint8Array,
  { start, end }: WasmSection,
  read: (reader: WasmReader) => Content,
): Content | undefined {
  try {
    return read(createWasmReader(wasm, start, end))
  } catch (error) {
    if (error instanceof ToolchainError && error.code === 'MALFORMED_WASM') return undefined
    throw error
  }
}
