import { malformed, type WasmReader } from '../../../toolchain/wasm-reader.ts'
import { readConstantExpression } from './constant-expression.ts'
import type { DataSegment, ElementSegment } from './module.ts'
import { readValueType } from './value-type.ts'

const PASSIVE_OR_DECLARED = 1
const NAMES_TABLE_OR_DECLARED = 2
const EXPRESSIONS = 4

/** Reads one element segment, whose number says which of its eight forms it has (core specification, 5.5.12). */
export function readElementSegment(
  wasm: Uint8Array,
  reader: WasmReader,
  limit: number,
): ElementSegment {
  const at = reader.at
  const form = reader.unsigned()
  if (form > 7) throw malformed(at, `${form} is no form of an element segment`)
  const has = (bit: number) => (form & bit) !== 0
  const isActive = !has(PASSIVE_OR_DECLARED)
  let mode = has(NAMES_TABLE_OR_DECLARED) ? 'declared' : 'passive'
  if (isActive) {
    const table = has(NAMES_TABLE_OR_DECLARED) ? reader.unsigned() : 0
    mode = `table ${table} at ${readConstantExpression(wasm, reader, limit).text}`
  }
  if (!isActive || has(NAMES_TABLE_OR_DECLARED)) {
    if (has(EXPRESSIONS)) mode += ` ${readValueType(reader)}`
    else reader.byte() // the kind, which is that of functions
  }
  const items = Array.from({ length: reader.count() }, () =>
    has(EXPRESSIONS) ? readConstantExpression(wasm, reader, limit).text : reader.unsigned(),
  )
  return { mode, items }
}

/** Reads one data segment (5.5.14). */
export function readDataSegment(wasm: Uint8Array, reader: WasmReader, limit: number): DataSegment {
  const at = reader.at
  const form = reader.unsigned()
  if (form > 2) throw malformed(at, `${form} is no form of a data segment`)
  if (form === 2) reader.unsigned() // the memory
  const { text, address } =
    form === 1 ? { text: '', address: null } : readConstantExpression(wasm, reader, limit)
  const length = reader.unsigned()
  const start = reader.at
  reader.bytes(length)
  return {
    mode: form === 1 ? 'passive' : 'active',
    offset: text,
    address,
    start,
    end: reader.at,
  }
}
