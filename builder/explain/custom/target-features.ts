import type { WasmSection } from '../../../toolchain/wasm-reader.ts'
import { readLeniently } from './read-leniently.ts'

/** Reads the section `target_features` (WebAssembly/tool-conventions, Linking.md) as `+sign-ext`, `-atomics`. */
export function readTargetFeatures(wasm: Uint8Array, section: WasmSection): string[] | undefined {
  return readLeniently(wasm, section, (reader) =>
    Array.from(
      { length: reader.count() },
      () => String.fromCharCode(reader.byte()) + reader.name(),
    ),
  )
}
