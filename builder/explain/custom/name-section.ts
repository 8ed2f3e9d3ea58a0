import type { WasmReader, WasmSection } from '../../../toolchain/wasm-reader.ts'
import { readLeniently } from './read-leniently.ts'

export type NameSection = { module: string | null; functions: Map<number, string> }

const MODULE_NAME = 0
const FUNCTION_NAMES = 1

/** Reads the section `name` (core specification, 7.4.1): the module's own and its functions'. */
export function readNameSection(wasm: Uint8Array, section: WasmSection): NameSection | undefined {
  return readLeniently(wasm, section, (reader) => {
    const names: NameSection = { module: null, functions: new Map() }
    while (reader.at < section.end) {
      const kind = reader.byte()
      const length = reader.unsigned()
      const start = reader.at
      if (kind === MODULE_NAME) names.module = reader.name()
      else if (kind === FUNCTION_NAMES) readFunctionNames(reader, names.functions)
      reader.at = start
      reader.bytes(length)
    }
    return names
  })
}

function readFunctionNames(reader: WasmReader, names: Map<number, string>): void {
  for (let left = reader.count(); left > 0; left--) names.set(reader.unsigned(), reader.name())
}
