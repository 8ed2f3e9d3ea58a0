/** Value types that nearcore admits since protocol 84: no vectors, no external references. */
export type ValueType = typeof I32 | typeof I64 | typeof F32 | typeof F64 | typeof FUNCREF

export const I32 = 0x7f
export const I64 = 0x7e
export const F32 = 0x7d
export const F64 = 0x7c
export const FUNCREF = 0x70

export type FunctionType = { params: readonly ValueType[]; result: ValueType | undefined }
export type FunctionImport = { name: string; typeIndex: number }
export type ByteRange = { start: number; end: number }
export type FunctionBody = ByteRange & {
  /** Where the instructions begin, after the local declarations. */
  codeStart: number
  /** Declarations of locals: how many, of which type. */
  locals: readonly { count: number; type: ValueType }[]
}

/** A parsed module. Ranges point into `code`; sections that are carried over unchanged are kept as ranges only. */
export type WasmModule = {
  code: Uint8Array
  types: FunctionType[]
  imports: FunctionImport[]
  /** Type index of every function, imported ones first. */
  functionTypes: number[]
  tables: { initial: number; maximum: number | undefined }[]
  globals: ValueType[]
  /** Exported functions: name to function index. */
  exports: Map<string, number>
  start: number | undefined
  bodies: FunctionBody[]
  /** What active data segments write when the module is instantiated: addresses. */
  initialData: ByteRange[]
  sections: {
    types?: ByteRange
    functions?: ByteRange
    /** Without the count before the globals. */
    globals?: ByteRange
    elements?: ByteRange
    dataCount?: ByteRange
    data?: ByteRange
  }
}
