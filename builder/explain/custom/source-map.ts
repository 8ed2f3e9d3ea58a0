import type { WasmSection } from '../../../toolchain/wasm-reader.ts'
import { readLeniently } from './read-leniently.ts'

/** Reads the section `sourceMappingURL` (ECMA-426, "Linking generated code to source maps"). */
export function readSourceMapUrl(wasm: Uint8Array, section: WasmSection): string | undefined {
  return readLeniently(wasm, section, (reader) => reader.name())
}
