import { OP } from '../wasm/instructions.ts'
import { F32, F64 } from '../wasm/module.ts'
import type { CodeWriter } from './code-writer.ts'
import type { ScratchLocals } from './scratch-locals.ts'

// Little-endian bits of the canonical NaNs: 0x7fc00000 and 0x7ff8000000000000.
const F32_NAN = [0x00, 0x00, 0xc0, 0x7f]
const F64_NAN = [0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xf8, 0x7f]

/**
 * Gives the float type whose NaN an instruction may make, or undefined. Which bits such a NaN has depends on the processor; nearcore has its compiler make them
 * canonical (`cranelift_nan_canonicalization`), for exactly these: arithmetic and rounding, not signs, conversions from integers or mere moves.
 */
export function nanTypeOf(opcode: number): typeof F32 | typeof F64 | undefined {
  if ((opcode >= 0x8d && opcode <= 0x97) || opcode === 0xb6) return F32
  if ((opcode >= 0x9b && opcode <= 0xa5) || opcode === 0xbb) return F64
  return undefined
}

/** Writes instructions that replace a NaN on top of the stack by the canonical one. */
export function writeCanonicalNan(
  code: CodeWriter,
  scratch: ScratchLocals,
  type: typeof F32 | typeof F64,
): void {
  const value = scratch.local(type, 'float')
  code.localTee(value)
  code.op(...(type === F32 ? [OP.f32Const, ...F32_NAN] : [OP.f64Const, ...F64_NAN]))
  code.localGet(value)
  code.localGet(value)
  // Only a NaN is not equal to itself.
  code.op(type === F32 ? OP.f32Eq : OP.f64Eq, OP.select)
}
