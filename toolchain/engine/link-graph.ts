import { ToolchainError } from '../errors.ts'
import {
  createWasmReader,
  readBodies,
  readSections,
  SECTION,
  type WasmSection,
} from '../wasm-reader.ts'

/** What refers to what in a linked engine, by the linker's own account. */
export type LinkGraph = {
  /** The table's first slot; a function's address is the number of its slot. */
  tableBase: number
  /** The function in each slot. */
  slots: number[]
  /** Exported functions by name. */
  exports: Map<string, number>
  /** By function: the functions that it calls or takes the address of. */
  calls: number[][]
  /** By function: the constants that it refers to, as indexes into `constants`. */
  uses: number[][]
  /** Constant data in pieces that are used as a whole, by address. */
  constants: { start: number; end: number }[]
}

// https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md
const SYMBOL_TABLE = 8
const SYMBOL_FUNCTION = 0
const SYMBOL_DATA = 1
const SYMBOL_SECTION = 3
const FLAG_UNDEFINED = 0x10
const FLAG_EXPLICIT_NAME = 0x40
const RELOCATES_FUNCTION = new Set([0, 1, 2])
const HAS_ADDEND = new Set([3, 4, 5, 8, 9, 11])
const RELOCATES_ADDRESS = new Set([3, 4, 5])

type Symbol = { kind: number; index: number; start: number; end: number }

/** Reads the graph out of an engine that was linked with --emit-relocs. */
export function readLinkGraph(wasm: Uint8Array): LinkGraph {
  const sections = readSections(wasm)
  const find = (id: number, name = ''): WasmSection => {
    const section = sections.find((candidate) => candidate.id === id && candidate.name === name)
    if (section !== undefined) return section
    throw new ToolchainError(
      'INTERNAL',
      `The linked engine has no section ${id} ${name}. Please report it.`,
    )
  }
  const code = find(SECTION.code)
  const segments = readSegments(wasm, find(SECTION.data))
  const symbols = readSymbols(wasm, find(SECTION.custom, 'linking'), segments)
  const constants = readConstants(symbols, segments[0])
  const ends = readBodies(wasm, code).map(({ end }) => end - code.start)
  const firstFunction = countImportedFunctions(wasm, sections)
  const calls: number[][] = Array.from({ length: firstFunction + ends.length }, () => [])
  const uses: number[][] = calls.map(() => [])

  let body = 0
  for (const relocation of readRelocations(wasm, find(SECTION.custom, 'reloc.CODE'))) {
    const symbol = symbols[relocation.symbol]
    while ((ends[body] ?? Number.POSITIVE_INFINITY) <= relocation.offset) body++
    const from = firstFunction + body
    if (symbol?.kind === SYMBOL_FUNCTION && RELOCATES_FUNCTION.has(relocation.type)) {
      calls[from]?.push(symbol.index)
    } else if (symbol?.kind === SYMBOL_DATA && RELOCATES_ADDRESS.has(relocation.type)) {
      const constant = constantAt(constants, symbol.start)
      if (constant !== undefined) uses[from]?.push(constant)
    }
  }
  const { tableBase, slots } = readElements(wasm, find(SECTION.element))
  const exports = readExports(wasm, find(SECTION.export))
  return { tableBase, slots, exports, calls, uses, constants }
}

/** Finds the constant that holds an address. */
export function constantAt(constants: LinkGraph['constants'], address: number): number | undefined {
  let low = 0
  let high = constants.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((constants[middle]?.end ?? 0) <= address) low = middle + 1
    else high = middle
  }
  return (constants[low]?.start ?? Number.POSITIVE_INFINITY) <= address ? low : undefined
}

type Segment = { start: number; end: number }

function readSegments(wasm: Uint8Array, section: WasmSection): Segment[] {
  const reader = createWasmReader(wasm, section.start)
  return Array.from({ length: reader.unsigned() }, () => {
    reader.unsigned() // flags: active, memory 0
    reader.byte() // i32.const
    const start = reader.signed()
    reader.byte() // end
    const length = reader.unsigned()
    reader.at += length
    return { start, end: start + length }
  })
}

function readSymbols(wasm: Uint8Array, linking: WasmSection, segments: Segment[]): Symbol[] {
  const reader = createWasmReader(wasm, linking.start)
  reader.unsigned() // version
  while (reader.at < linking.end) {
    const type = reader.byte()
    const end = reader.unsigned() + reader.at
    if (type === SYMBOL_TABLE) {
      return Array.from({ length: reader.unsigned() }, () => readSymbol(reader, segments))
    }
    reader.at = end
  }
  return []
}

function readSymbol(reader: ReturnType<typeof createWasmReader>, segments: Segment[]): Symbol {
  const kind = reader.byte()
  const flags = reader.unsigned()
  const isDefined = (flags & FLAG_UNDEFINED) === 0
  const symbol = { kind, index: -1, start: -1, end: -1 }
  if (kind === SYMBOL_DATA) {
    reader.name()
    if (!isDefined) return symbol
    const segment = segments[reader.unsigned()]
    const offset = reader.unsigned()
    const size = reader.unsigned()
    if (segment === undefined) return symbol
    return { ...symbol, start: segment.start + offset, end: segment.start + offset + size }
  }
  symbol.index = reader.unsigned()
  if (kind !== SYMBOL_SECTION && (isDefined || (flags & FLAG_EXPLICIT_NAME) !== 0)) reader.name()
  return symbol
}

/** Joins symbols that share bytes, as equal texts do, in the first segment: the linker puts constants there. */
function readConstants(symbols: Symbol[], segment: Segment | undefined): Segment[] {
  const joined: Segment[] = []
  const inside = symbols
    .filter(
      ({ kind, start }) =>
        kind === SYMBOL_DATA &&
        segment !== undefined &&
        start >= segment.start &&
        start < segment.end,
    )
    .sort((a, b) => a.start - b.start)
  for (const { start, end } of inside) {
    const last = joined[joined.length - 1]
    if (last !== undefined && start < last.end) last.end = Math.max(last.end, end)
    else if (end > start) joined.push({ start, end })
  }
  return joined
}

function readRelocations(wasm: Uint8Array, section: WasmSection) {
  const reader = createWasmReader(wasm, section.start)
  reader.unsigned() // index of the section that they are about
  return Array.from({ length: reader.unsigned() }, () => {
    const type = reader.byte()
    const offset = reader.unsigned()
    const symbol = reader.unsigned()
    if (HAS_ADDEND.has(type)) reader.signed()
    return { type, offset, symbol }
  })
}

function readElements(wasm: Uint8Array, section: WasmSection) {
  const reader = createWasmReader(wasm, section.start)
  const segments = reader.unsigned()
  if (segments !== 1) {
    throw new ToolchainError(
      'INTERNAL',
      `The linked engine has ${segments} element segments instead of one. Please report it.`,
    )
  }
  reader.unsigned() // flags: active, table 0
  reader.byte() // i32.const
  const tableBase = reader.signed()
  reader.byte() // end
  return { tableBase, slots: Array.from({ length: reader.unsigned() }, () => reader.unsigned()) }
}

function readExports(wasm: Uint8Array, section: WasmSection): Map<string, number> {
  const reader = createWasmReader(wasm, section.start)
  const exports = new Map<string, number>()
  for (let left = reader.unsigned(); left > 0; left--) {
    const name = reader.name()
    const kind = reader.byte()
    const index = reader.unsigned()
    if (kind === 0) exports.set(name, index)
  }
  return exports
}

function countImportedFunctions(wasm: Uint8Array, sections: WasmSection[]): number {
  const section = sections.find(({ id }) => id === SECTION.import)
  if (section === undefined) return 0
  const reader = createWasmReader(wasm, section.start)
  const count = reader.unsigned()
  for (let i = 0; i < count; i++) {
    reader.name()
    reader.name()
    const kind = reader.byte()
    if (kind !== 0) {
      throw new ToolchainError(
        'INTERNAL',
        `The linked engine imports something of kind ${kind}, which is no function. Please report it.`,
      )
    }
    reader.unsigned()
  }
  return count
}
