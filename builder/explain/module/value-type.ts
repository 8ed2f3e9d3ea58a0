import { malformed, type WasmReader } from '../../../toolchain/wasm-reader.ts'

/** Value and reference types by their byte (core specification 2.0, 5.3.1 to 5.3.4). */
const TYPES: Readonly<Record<number, string>> = {
  127: 'i32',
  126: 'i64',
  125: 'f32',
  124: 'f64',
  123: 'v128',
  112: 'funcref',
  111: 'externref',
}

const FUNCTION_TYPE = 0x60

/** Reads a value type and names it as the text format does. */
export function readValueType(reader: WasmReader): string {
  const at = reader.at
  const byte = reader.byte()
  const type = TYPES[byte]
  if (type === undefined) throw malformed(at, `0x${byte.toString(16)} is no type of a value`)
  return type
}

/** Reads a function type as `(i32 i64) -> (i32)`. */
export function readFunctionType(reader: WasmReader): string {
  const at = reader.at
  const form = reader.byte()
  if (form !== FUNCTION_TYPE) {
    throw malformed(at, `0x${form.toString(16)} begins no type of a function`)
  }
  const parameters = readValueTypes(reader)
  return `(${parameters}) -> (${readValueTypes(reader)})`
}

function readValueTypes(reader: WasmReader): string {
  return Array.from({ length: reader.count() }, () => readValueType(reader)).join(' ')
}

/** Reads the limits of a memory or table as `17` or `17..32`, with `shared` behind if it is. */
export function readLimits(reader: WasmReader): string {
  const at = reader.at
  const flags = reader.byte()
  if (flags > 3) throw malformed(at, `${flags} is no kind of limits`)
  const minimum = reader.unsigned()
  const range = (flags & 1) === 1 ? `${minimum}..${reader.unsigned()}` : `${minimum}`
  return (flags & 2) === 2 ? `${range} shared` : range
}

/** Reads the type of a table as `funcref 12..12`. */
export function readTableType(reader: WasmReader): string {
  const type = readValueType(reader)
  return `${type} ${readLimits(reader)}`
}

/** Reads the type of a global as `i32` or `mut i32`. */
export function readGlobalType(reader: WasmReader): string {
  const type = readValueType(reader)
  const at = reader.at
  const mutable = reader.byte()
  if (mutable > 1) throw malformed(at, `${mutable} does not say whether a global changes`)
  return mutable === 1 ? `mut ${type}` : type
}
