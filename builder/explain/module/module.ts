import type { WasmSection } from '../../../toolchain/wasm-reader.ts'

export type ExternalKind = 'function' | 'table' | 'memory' | 'global' | 'tag'

export type ModuleImport = { module: string; name: string; kind: ExternalKind; type: string }

export type ModuleExport = { name: string; kind: ExternalKind; index: number }

/** A function with code; `from` and `end` are the offsets of its locals and instructions. */
export type FunctionBody = { index: number; type: string; start: number; end: number }

export type ElementSegment = {
  /** How it comes into a table, with table and offset. */
  mode: string
  /** Index of a function, or the instructions of an expression. */
  items: (number | string)[]
}

export type DataSegment = {
  /** `active` with its address, if that is one number, or `passive`. */
  mode: 'active' | 'passive'
  /** The address as instructions. */
  offset: string
  address: number | null
  start: number
  end: number
}

/** What is in a module of WebAssembly. Types are texts, so that they can be compared between modules. */
export type Module = {
  bytes: Uint8Array
  sections: WasmSection[]
  types: string[]
  imports: ModuleImport[]
  /** Types of all functions, imported ones first. */
  functionTypes: string[]
  bodies: FunctionBody[]
  tables: string[]
  memories: string[]
  /** Imported ones are without a value. */
  globals: { type: string; value: string }[]
  exports: ModuleExport[]
  start: number | null
  elements: ElementSegment[]
  segments: DataSegment[]
}

/** Counts the functions that come from outside; the first with code has this index. */
export function countImportedFunctions(module: Module): number {
  return module.functionTypes.length - module.bodies.length
}
