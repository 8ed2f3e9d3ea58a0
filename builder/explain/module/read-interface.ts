import { malformed, type WasmReader } from '../../../toolchain/wasm-reader.ts'
import type { ExternalKind, ModuleExport, ModuleImport } from './module.ts'
import { readGlobalType, readLimits, readTableType } from './value-type.ts'

export type Imported = ModuleImport

const KINDS: readonly ExternalKind[] = ['function', 'table', 'memory', 'global', 'tag']

/** Reads one import (core specification, 5.5.5). */
export function readImport(
  reader: WasmReader,
  readTypeAt: (reader: WasmReader) => string,
): ModuleImport {
  const module = reader.name()
  const name = reader.name()
  const kind = readKind(reader)
  return { module, name, kind, type: readType(kind) }

  function readType(of: ExternalKind): string {
    switch (of) {
      case 'function':
        return readTypeAt(reader)
      case 'table':
        return readTableType(reader)
      case 'memory':
        return readLimits(reader)
      case 'global':
        return readGlobalType(reader)
      case 'tag':
        reader.byte() // attribute
        return readTypeAt(reader)
    }
  }
}

/** Reads one export (5.5.10). */
export function readExport(reader: WasmReader, functions: number): ModuleExport {
  const name = reader.name()
  const kind = readKind(reader)
  const { at } = reader
  const index = reader.unsigned()
  if (kind === 'function' && index >= functions)
    throw malformed(at, `there is no function ${index}`)
  return { name, kind, index }
}

function readKind(reader: WasmReader): ExternalKind {
  const { at } = reader
  const byte = reader.byte()
  const kind = KINDS[byte]
  if (kind === undefined) throw malformed(at, `${byte} is no kind of an import or export`)
  return kind
}
