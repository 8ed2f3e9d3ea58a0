import { F32, F64, I32, I64 } from '../wasm/module.ts'

export type MemoryAccess = { type: typeof I32 | typeof I64 | typeof F32 | typeof F64; size: number }

const access = (type: MemoryAccess['type'], size: number): MemoryAccess => ({ type, size })

/** Types and bytes of loads and stores, from opcode 0x28 to 0x3e (WebAssembly core 2.0, "Memory Instructions"). */
const accesses: readonly MemoryAccess[] = [
  access(I32, 4), // i32.load
  access(I64, 8), // i64.load
  access(F32, 4), // f32.load
  access(F64, 8), // f64.load
  access(I32, 1), // i32.load8_s
  access(I32, 1), // i32.load8_u
  access(I32, 2), // i32.load16_s
  access(I32, 2), // i32.load16_u
  access(I64, 1), // i64.load8_s
  access(I64, 1), // i64.load8_u
  access(I64, 2), // i64.load16_s
  access(I64, 2), // i64.load16_u
  access(I64, 4), // i64.load32_s
  access(I64, 4), // i64.load32_u
  access(I32, 4), // i32.store
  access(I64, 8), // i64.store
  access(F32, 4), // f32.store
  access(F64, 8), // f64.store
  access(I32, 1), // i32.store8
  access(I32, 2), // i32.store16
  access(I64, 1), // i64.store8
  access(I64, 2), // i64.store16
  access(I64, 4), // i64.store32
]
const FIRST_OPCODE = 0x28

/** Gives what a load or store instruction moves. */
export function accessOf(opcode: number): MemoryAccess {
  const found = accesses[opcode - FIRST_OPCODE]
  if (found === undefined) throw new TypeError(`Opcode ${opcode} is no load or store.`)
  return found
}
