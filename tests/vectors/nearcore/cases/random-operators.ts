import { F32, F64, I32, I64, type ValueType } from './wasm-writer.ts'

/** An instruction without control flow: its bytes but for what follows them, what it takes and what it gives. */
export type Operator = {
  bytes: readonly number[]
  takes: readonly ValueType[]
  gives: ValueType | undefined
  /** Natural alignment of a memory access, as a power of two. */
  align?: number
}

function range(
  first: number,
  last: number,
  takes: readonly ValueType[],
  gives: ValueType,
): Operator[] {
  const opcodes = Array.from({ length: last - first + 1 }, (_, i) => first + i)
  return opcodes.map((opcode) => ({ bytes: [opcode], takes, gives }))
}

/** WebAssembly core specification 2.0, "Numeric Instructions". */
export const numeric: readonly Operator[] = [
  ...range(0x45, 0x45, [I32], I32),
  ...range(0x46, 0x4f, [I32, I32], I32),
  ...range(0x50, 0x50, [I64], I32),
  ...range(0x51, 0x5a, [I64, I64], I32),
  ...range(0x5b, 0x60, [F32, F32], I32),
  ...range(0x61, 0x66, [F64, F64], I32),
  ...range(0x67, 0x69, [I32], I32),
  ...range(0x6a, 0x78, [I32, I32], I32),
  ...range(0x79, 0x7b, [I64], I64),
  ...range(0x7c, 0x8a, [I64, I64], I64),
  ...range(0x8b, 0x91, [F32], F32),
  ...range(0x92, 0x98, [F32, F32], F32),
  ...range(0x99, 0x9f, [F64], F64),
  ...range(0xa0, 0xa6, [F64, F64], F64),
  ...range(0xa7, 0xa7, [I64], I32),
  ...range(0xa8, 0xa9, [F32], I32),
  ...range(0xaa, 0xab, [F64], I32),
  ...range(0xac, 0xad, [I32], I64),
  ...range(0xae, 0xaf, [F32], I64),
  ...range(0xb0, 0xb1, [F64], I64),
  ...range(0xb2, 0xb3, [I32], F32),
  ...range(0xb4, 0xb5, [I64], F32),
  ...range(0xb6, 0xb6, [F64], F32),
  ...range(0xb7, 0xb8, [I32], F64),
  ...range(0xb9, 0xba, [I64], F64),
  ...range(0xbb, 0xbb, [F32], F64),
  ...range(0xbc, 0xbc, [F32], I32),
  ...range(0xbd, 0xbd, [F64], I64),
  ...range(0xbe, 0xbe, [I32], F32),
  ...range(0xbf, 0xbf, [I64], F64),
  ...range(0xc0, 0xc1, [I32], I32),
  ...range(0xc2, 0xc4, [I64], I64),
  ...[0, 1, 2, 3].map((code) => saturating(code, code < 2 ? F32 : F64, I32)),
  ...[4, 5, 6, 7].map((code) => saturating(code, code < 6 ? F32 : F64, I64)),
]

function saturating(code: number, takes: ValueType, gives: ValueType): Operator {
  return { bytes: [0xfc, code], takes: [takes], gives }
}

/** Loads and stores, by opcode from 0x28 on: type and natural alignment. */
const accesses: readonly (readonly [ValueType, number])[] = [
  [I32, 2],
  [I64, 3],
  [F32, 2],
  [F64, 3],
  [I32, 0],
  [I32, 0],
  [I32, 1],
  [I32, 1],
  [I64, 0],
  [I64, 0],
  [I64, 1],
  [I64, 1],
  [I64, 2],
  [I64, 2],
  [I32, 2],
  [I64, 3],
  [F32, 2],
  [F64, 3],
  [I32, 0],
  [I32, 1],
  [I64, 0],
  [I64, 1],
  [I64, 2],
]

const FIRST_LOAD = 0x28
const FIRST_STORE = 0x36

export const memoryAccesses: readonly Operator[] = accesses.map(([type, align], i) => {
  const bytes = [FIRST_LOAD + i]
  return FIRST_LOAD + i < FIRST_STORE
    ? { bytes, takes: [I32], gives: type, align }
    : { bytes, takes: [I32, type], gives: undefined, align }
})
