import type { ByteWriter } from '../wasm/byte-writer.ts'
import { OP } from '../wasm/instructions.ts'

export type CodeWriter = ReturnType<typeof createCodeWriter>

/** Writes single instructions. */
export function createCodeWriter(writer: ByteWriter) {
  const indexed =
    (opcode: number) =>
    (index: number): void => {
      writer.u8(opcode)
      writer.u32(index)
    }
  const constant =
    (opcode: number) =>
    (value: number): void => {
      writer.u8(opcode)
      writer.signed(value)
    }
  return {
    /** Writes instructions that have nothing but their opcode. */
    op: (...opcodes: number[]): void => writer.u8(...opcodes),
    localGet: indexed(OP.localGet),
    localSet: indexed(OP.localSet),
    localTee: indexed(OP.localTee),
    globalGet: indexed(OP.globalGet),
    globalSet: indexed(OP.globalSet),
    tableGet: indexed(OP.tableGet),
    i32Const: constant(OP.i32Const),
    i64Const: constant(OP.i64Const),
  }
}
