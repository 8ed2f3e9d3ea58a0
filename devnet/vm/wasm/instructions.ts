/** How an instruction matters to gas: plain ones do nothing observable, effects may trap, branch or call, bulk ones cost by an operand. */
export type InstructionClass = 'plain' | 'effect' | 'bulk' | 'structure'

/** What follows the opcode in the binary. */
export type Immediate =
  | 'none'
  | 'blockType'
  | 'label'
  | 'labels'
  | 'index'
  | 'callIndirect'
  | 'memoryArgument'
  | 'zeroByte'
  | 'i32'
  | 'i64'
  | 'f32'
  | 'f64'
  | 'valueTypes'
  | 'referenceType'
  | 'indexZeroByte'
  | 'twoZeroBytes'
  | 'twoIndexes'

export type Instruction = {
  class: InstructionClass
  immediate: Immediate
  /** Operands taken; those of calls come from the function's type. */
  pops: number
  /** Bytes that the result takes on nearcore's accounted stack; undefined where it depends on an immediate. */
  pushes: number | undefined
}

const table: (Instruction | undefined)[] = new Array<undefined>(256).fill(undefined)
const bulkTable: (Instruction | undefined)[] = []

function define(
  first: number,
  last: number,
  kind: InstructionClass,
  pops: number,
  pushes: number | undefined,
  immediate: Immediate = 'none',
): void {
  for (let opcode = first; opcode <= last; opcode++) {
    table[opcode] = { class: kind, immediate, pops, pushes }
  }
}

// Names and numbers: WebAssembly core specification 2.0, "Binary Format", instructions. Sizes: i32 and f32 4 bytes, i64 and f64 8, references 8
// (nearcore `prepare_v3.rs`). What counts as an effect: finite-wasm `src/gas`, that is loads, stores, divisions, float truncations, calls, branches, table access.
define(0x00, 0x00, 'effect', 0, 0) // unreachable
define(0x01, 0x01, 'plain', 0, 0) // nop
define(0x02, 0x02, 'structure', 0, 0, 'blockType') // block
define(0x03, 0x03, 'structure', 0, 0, 'blockType') // loop
define(0x04, 0x04, 'structure', 1, 0, 'blockType') // if
define(0x05, 0x05, 'structure', 0, 0) // else
define(0x0b, 0x0b, 'structure', 0, 0) // end
define(0x0c, 0x0c, 'effect', 0, 0, 'label') // br
define(0x0d, 0x0d, 'effect', 1, 0, 'label') // br_if
define(0x0e, 0x0e, 'effect', 0, 0, 'labels') // br_table
define(0x0f, 0x0f, 'effect', 0, 0) // return
define(0x10, 0x10, 'effect', 0, undefined, 'index') // call
define(0x11, 0x11, 'effect', 0, undefined, 'callIndirect')
define(0x1a, 0x1a, 'plain', 1, 0) // drop
define(0x1b, 0x1b, 'plain', 2, 0) // select: the first operand stays
define(0x1c, 0x1c, 'plain', 2, 0, 'valueTypes') // select with type
define(0x20, 0x20, 'plain', 0, undefined, 'index') // local.get
define(0x21, 0x21, 'plain', 1, 0, 'index') // local.set
define(0x22, 0x22, 'plain', 0, 0, 'index') // local.tee
define(0x23, 0x23, 'plain', 0, undefined, 'index') // global.get
define(0x24, 0x24, 'plain', 1, 0, 'index') // global.set
define(0x25, 0x25, 'effect', 1, 8, 'index') // table.get
define(0x26, 0x26, 'effect', 2, 0, 'index') // table.set
define(0x28, 0x28, 'effect', 1, 4, 'memoryArgument') // i32.load
define(0x29, 0x29, 'effect', 1, 8, 'memoryArgument') // i64.load
define(0x2a, 0x2a, 'effect', 1, 4, 'memoryArgument') // f32.load
define(0x2b, 0x2b, 'effect', 1, 8, 'memoryArgument') // f64.load
define(0x2c, 0x2f, 'effect', 1, 4, 'memoryArgument') // i32.load8_s to i32.load16_u
define(0x30, 0x35, 'effect', 1, 8, 'memoryArgument') // i64.load8_s to i64.load32_u
define(0x36, 0x3e, 'effect', 2, 0, 'memoryArgument') // stores
define(0x3f, 0x3f, 'plain', 0, 4, 'zeroByte') // memory.size
define(0x40, 0x40, 'bulk', 1, 4, 'zeroByte') // memory.grow
define(0x41, 0x41, 'plain', 0, 4, 'i32') // i32.const
define(0x42, 0x42, 'plain', 0, 8, 'i64') // i64.const
define(0x43, 0x43, 'plain', 0, 4, 'f32') // f32.const
define(0x44, 0x44, 'plain', 0, 8, 'f64') // f64.const
define(0x45, 0x45, 'plain', 1, 4) // i32.eqz
define(0x46, 0x4f, 'plain', 2, 4) // i32 comparisons
define(0x50, 0x50, 'plain', 1, 4) // i64.eqz
define(0x51, 0x66, 'plain', 2, 4) // i64, f32 and f64 comparisons
define(0x67, 0x69, 'plain', 1, 4) // i32.clz, ctz, popcnt
define(0x6a, 0x78, 'plain', 2, 4) // i32 arithmetic
define(0x6d, 0x70, 'effect', 2, 4) // i32.div_s to i32.rem_u
define(0x79, 0x7b, 'plain', 1, 8) // i64.clz, ctz, popcnt
define(0x7c, 0x8a, 'plain', 2, 8) // i64 arithmetic
define(0x7f, 0x82, 'effect', 2, 8) // i64.div_s to i64.rem_u
define(0x8b, 0x91, 'plain', 1, 4) // f32.abs to f32.sqrt
define(0x92, 0x98, 'plain', 2, 4) // f32 arithmetic
define(0x99, 0x9f, 'plain', 1, 8) // f64.abs to f64.sqrt
define(0xa0, 0xa6, 'plain', 2, 8) // f64 arithmetic
define(0xa7, 0xa7, 'plain', 1, 4) // i32.wrap_i64
define(0xa8, 0xab, 'effect', 1, 4) // i32.trunc_f32_s to i32.trunc_f64_u
define(0xac, 0xad, 'plain', 1, 8) // i64.extend_i32
define(0xae, 0xb1, 'effect', 1, 8) // i64.trunc_f32_s to i64.trunc_f64_u
define(0xb2, 0xb6, 'plain', 1, 4) // conversions to f32
define(0xb7, 0xbb, 'plain', 1, 8) // conversions to f64
define(0xbc, 0xbc, 'plain', 1, 4) // i32.reinterpret_f32
define(0xbd, 0xbd, 'plain', 1, 8) // i64.reinterpret_f64
define(0xbe, 0xbe, 'plain', 1, 4) // f32.reinterpret_i32
define(0xbf, 0xbf, 'plain', 1, 8) // f64.reinterpret_i64
define(0xc0, 0xc1, 'plain', 1, 4) // i32.extend8_s, extend16_s
define(0xc2, 0xc4, 'plain', 1, 8) // i64.extend8_s to extend32_s
define(0xd0, 0xd0, 'plain', 0, 8, 'referenceType') // ref.null
define(0xd1, 0xd1, 'plain', 1, 4) // ref.is_null
define(0xd2, 0xd2, 'plain', 0, 8, 'index') // ref.func

const plain = (pops: number, pushes: number, immediate: Immediate = 'none'): Instruction => ({
  class: 'plain',
  immediate,
  pops,
  pushes,
})
const bulk = (pops: number, pushes: number, immediate: Immediate): Instruction => ({
  class: 'bulk',
  immediate,
  pops,
  pushes,
})
for (let code = 0; code <= 3; code++) bulkTable[code] = plain(1, 4) // i32.trunc_sat
for (let code = 4; code <= 7; code++) bulkTable[code] = plain(1, 8) // i64.trunc_sat
bulkTable[8] = bulk(3, 0, 'indexZeroByte') // memory.init
bulkTable[9] = plain(0, 0, 'index') // data.drop
bulkTable[10] = bulk(3, 0, 'twoZeroBytes') // memory.copy
bulkTable[11] = bulk(3, 0, 'zeroByte') // memory.fill
bulkTable[12] = bulk(3, 0, 'twoIndexes') // table.init
bulkTable[13] = plain(0, 0, 'index') // elem.drop
bulkTable[14] = bulk(3, 0, 'twoIndexes') // table.copy
bulkTable[15] = bulk(2, 4, 'index') // table.grow
bulkTable[16] = plain(0, 4, 'index') // table.size
bulkTable[17] = bulk(3, 0, 'index') // table.fill

/** Instructions of one byte, by opcode; undefined: nearcore refuses it since protocol 84. */
export const instructions: readonly (Instruction | undefined)[] = table

/** Instructions behind the prefix 0xfc, by their number. */
export const prefixedInstructions: readonly (Instruction | undefined)[] = bulkTable

/** Opcodes that the VM knows by name. Those behind the prefix have it as their upper byte. */
export const OP = {
  unreachable: 0x00,
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  end: 0x0b,
  br: 0x0c,
  brIf: 0x0d,
  brTable: 0x0e,
  return: 0x0f,
  call: 0x10,
  callIndirect: 0x11,
  select: 0x1b,
  typedSelect: 0x1c,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  globalGet: 0x23,
  globalSet: 0x24,
  tableGet: 0x25,
  tableSet: 0x26,
  firstLoad: 0x28,
  lastLoad: 0x35,
  firstStore: 0x36,
  i32Store8: 0x3a,
  lastStore: 0x3e,
  memorySize: 0x3f,
  memoryGrow: 0x40,
  /** Not an instruction: the type of a block without a result. */
  emptyBlock: 0x40,
  i32Const: 0x41,
  i64Const: 0x42,
  f32Const: 0x43,
  f64Const: 0x44,
  i32LtS: 0x48,
  i64LtS: 0x53,
  i64GtU: 0x56,
  f32Eq: 0x5b,
  f64Eq: 0x61,
  i32Add: 0x6a,
  i32Sub: 0x6b,
  i32And: 0x71,
  i32ShrU: 0x76,
  i64Add: 0x7c,
  i64Sub: 0x7d,
  i64Mul: 0x7e,
  i64Shl: 0x86,
  i64ShrU: 0x88,
  i32WrapI64: 0xa7,
  i64ExtendI32U: 0xad,
  /** All that is not WebAssembly's first version comes from here on, but for what is named after the tables. */
  firstSignExtension: 0xc0,
  refIsNull: 0xd1,
  prefix: 0xfc,
  memoryInit: 0xfc08,
  memoryCopy: 0xfc0a,
  memoryFill: 0xfc0b,
} as const

export function isLoad(opcode: number): boolean {
  return opcode >= OP.firstLoad && opcode <= OP.lastLoad
}

export function isStore(opcode: number): boolean {
  return opcode >= OP.firstStore && opcode <= OP.lastStore
}
