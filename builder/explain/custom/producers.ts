import type { WasmSection } from '../../../toolchain/wasm-reader.ts'
import { readLeniently } from './read-leniently.ts'

/** What made a module, by its own account: `field` is `language`, `processed-by` or `sdk`. */
export type Producer = { field: string; name: string; version: string }

/** Reads the section `producers` (WebAssembly/tool-conventions, ProducersSection.md). */
export function readProducers(wasm: Uint8Array, section: WasmSection): Producer[] | undefined {
  return readLeniently(wasm, section, (reader) => {
    const producers: Producer[] = []
    for (let fields = reader.count(); fields > 0; fields--) {
      const field = reader.name()
      for (let left = reader.count(); left > 0; left--) {
        producers.push({ field, name: reader.name(), version: reader.name() })
      }
    }
    return producers
  })
}
