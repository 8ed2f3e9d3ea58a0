import { ToolchainError } from '../../../toolchain/errors.ts'
import {
  createWasmReader,
  malformed,
  readBodies,
  readSections,
  SECTION,
  type WasmReader,
  type WasmSection,
} from '../../../toolchain/wasm-reader.ts'
import { readConstantExpression } from './constant-expression.ts'
import type { Module } from './module.ts'
import { type Imported, readExport, readImport } from './read-interface.ts'
import { readDataSegment, readElementSegment } from './read-segments.ts'
import { readFunctionType, readGlobalType, readLimits, readTableType } from './value-type.ts'

// NEAR takes 10,000 functions (nearcore, parameters.yaml); so many that a stranger cannot fill the memory with them.
const MOST_ENTRIES = 100_000
const MOST_SECTIONS = 10_000

/**
 * Reads what is in a module, but for the instructions of its functions.
 *
 * @throws ToolchainError `MALFORMED_WASM` with the byte and what is wrong there, `LIMIT_EXCEEDED` for more of something than a contract
 * can have.
 */
export function readModule(wasm: Uint8Array): Module {
  const sections = readSections(wasm)
  expectAtMost(MOST_SECTIONS, sections.length, 'sections')

  /** Reads each entry of a section to the section's last byte. */
  function list<Entry>(id: number, read: (reader: WasmReader, end: number) => Entry): Entry[] {
    const section = sections.find((candidate) => candidate.id === id)
    if (section === undefined) return []
    const reader = createWasmReader(wasm, section.start, section.end)
    const count = reader.count()
    expectAtMost(MOST_ENTRIES, count, `entries in section ${id}`)
    const entries = Array.from({ length: count }, () => read(reader, section.end))
    expectEnd(reader, section)
    return entries
  }

  const types = list(SECTION.type, readFunctionType)
  const typeAt = (reader: WasmReader): string => {
    const { at } = reader
    const index = reader.unsigned()
    return types[index] ?? fail(at, `there is no type ${index}`)
  }
  const imports = list(SECTION.import, (reader) => readImport(reader, typeAt))
  const imported = (kind: Imported['kind']) =>
    imports.filter((entry) => entry.kind === kind).map(({ type }) => type)
  const ownTypes = list(SECTION.function, typeAt)
  const functionTypes = [...imported('function'), ...ownTypes]
  const tables = [...imported('table'), ...list(SECTION.table, readTableType)]
  const memories = [...imported('memory'), ...list(SECTION.memory, readLimits)]
  const globals = [
    ...imported('global').map((type) => ({ type, value: '' })),
    ...list(SECTION.global, (reader, end) => {
      const type = readGlobalType(reader)
      return { type, value: readConstantExpression(wasm, reader, end).text }
    }),
  ]
  const exports = list(SECTION.export, (reader) => readExport(reader, functionTypes.length))
  const elements = list(SECTION.element, (reader, end) => readElementSegment(wasm, reader, end))
  const segments = list(SECTION.data, (reader, end) => readDataSegment(wasm, reader, end))
  return {
    bytes: wasm,
    sections,
    types,
    imports,
    functionTypes,
    bodies: readFunctionBodies(wasm, sections, ownTypes, functionTypes.length - ownTypes.length),
    tables,
    memories,
    globals,
    exports,
    start: readStart(wasm, sections, functionTypes.length),
    elements,
    segments,
  }
}

function readFunctionBodies(
  wasm: Uint8Array,
  sections: WasmSection[],
  types: string[],
  firstIndex: number,
) {
  const code = sections.find(({ id }) => id === SECTION.code)
  const bodies = code === undefined ? [] : readBodies(wasm, code)
  const last = bodies.at(-1)
  if (code !== undefined && last !== undefined && last.end !== code.end) {
    throw malformed(last.end, 'the code section goes on after its last function')
  }
  if (bodies.length !== types.length) {
    throw malformed(
      code?.from ?? wasm.length,
      `${types.length} functions are declared, and ${bodies.length} have code`,
    )
  }
  return bodies.map(({ start, end }, i) => ({
    index: firstIndex + i,
    type: types[i] as string,
    start,
    end,
  }))
}

function readStart(wasm: Uint8Array, sections: WasmSection[], functions: number): number | null {
  const section = sections.find(({ id }) => id === SECTION.start)
  if (section === undefined) return null
  const reader = createWasmReader(wasm, section.start, section.end)
  const index = reader.unsigned()
  if (index >= functions) throw malformed(section.start, `there is no function ${index}`)
  expectEnd(reader, section)
  return index
}

function expectEnd(reader: WasmReader, { id, end }: WasmSection): void {
  if (reader.at !== end) throw malformed(reader.at, `section ${id} goes on after its last entry`)
}

function expectAtMost(limit: number, value: number, what: string): void {
  if (value > limit) {
    throw new ToolchainError('LIMIT_EXCEEDED', `${value} ${what} are more than ${limit}.`, {
      limit,
      value,
      what,
    })
  }
}

function fail(at: number, what: string): never {
  throw malformed(at, what)
}
