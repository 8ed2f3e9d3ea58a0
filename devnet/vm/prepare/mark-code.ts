import { OP } from '../wasm/instructions.ts'
import { F32, F64, I32, I64, type ValueType } from '../wasm/module.ts'
import { CHUNK_SHIFT, CHUNK_SIZE } from '../wasm/write-marks.ts'
import type { CodeWriter } from './code-writer.ts'
import type { ScratchLocals } from './scratch-locals.ts'

export type MarkCode = ReturnType<typeof createMarkCode>

/** Index of the memory with the marks; the contract's own is 0. */
const MARKS = 1
/** Says in the alignment that a memory index follows (multi-memory, which V8 has). */
const HAS_MEMORY_INDEX = 0x40

/** Writes the instructions that mark what is written, see `wasm/write-marks.ts`. They cost the contract nothing. */
export function createMarkCode(code: CodeWriter, scratch: ScratchLocals) {
  function shiftToChunk(): void {
    code.i32Const(CHUNK_SHIFT)
    code.op(OP.i32ShrU)
  }

  return {
    /** Marks what the store instruction that follows will write. Address and value are on the stack and stay there. */
    beforeStore(opcode: number, offset: number): void {
      const value = scratch.local(typeOfStore(opcode), 'stored')
      const address = scratch.local(I32, 'address')
      code.localSet(value)
      code.localTee(address)
      if (offset !== 0) {
        // An address beyond 32 bits traps in the store; here it may wrap around.
        code.i32Const(offset | 0)
        code.op(OP.i32Add)
      }
      shiftToChunk()
      code.i32Const(1)
      code.op(OP.i32Store8, HAS_MEMORY_INDEX, MARKS, 0)
      code.localGet(address)
      code.localGet(value)
    },

    /** Marks what a memory.fill, copy or init that follows will write. Its three operands are on the stack and stay there. */
    beforeBulk(): void {
      const count = scratch.local(I32, 'count')
      const source = scratch.local(I32, 'source')
      const address = scratch.local(I32, 'address')
      code.localSet(count)
      code.localSet(source)
      code.localTee(address)
      shiftToChunk()
      code.i32Const(1)
      code.localGet(address)
      code.i32Const(CHUNK_SIZE - 1)
      code.op(OP.i32And)
      code.localGet(count)
      code.op(OP.i32Add)
      code.i32Const(CHUNK_SIZE - 1)
      code.op(OP.i32Add)
      shiftToChunk()
      code.op(OP.prefix, OP.memoryFill & 0xff, MARKS)
      code.localGet(address)
      code.localGet(source)
      code.localGet(count)
    },
  }
}

/** Gives the type of the value that a store instruction takes (WebAssembly core 2.0, opcodes 0x36 to 0x3e). */
function typeOfStore(opcode: number): ValueType {
  switch (opcode) {
    case 0x36:
    case 0x3a:
    case 0x3b:
      return I32
    case 0x38:
      return F32
    case 0x39:
      return F64
    default:
      return I64
  }
}
