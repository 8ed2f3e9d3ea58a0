import { OP } from '../wasm/instructions.ts'
import { I32 } from '../wasm/module.ts'
import { CHUNK_SHIFT, CHUNK_SIZE } from '../wasm/write-marks.ts'
import type { BoundsCode } from './bounds-code.ts'
import type { CodeWriter } from './code-writer.ts'
import { accessOf } from './memory-access.ts'
import type { ScratchLocals } from './scratch-locals.ts'

export type MemoryCode = ReturnType<typeof createMemoryCode>

/** Index of the memory with the marks; the contract's own is 0. */
const MARKS = 1
/** Says in the alignment that a memory index follows (multi-memory, which V8 has). */
const HAS_MEMORY_INDEX = 0x40

/**
 * Writes what comes before instructions that use the memory: marks of what is written, see `wasm/write-marks.ts`, and with `bounds` checks of the size that the
 * contract sees. The instructions' operands are on the stack and stay there. All of it is free.
 */
export function createMemoryCode(
  code: CodeWriter,
  scratch: ScratchLocals,
  bounds: BoundsCode | undefined,
) {
  const address = () => scratch.local(I32, 'address')

  function shiftToChunk(): void {
    code.i32Const(CHUNK_SHIFT)
    code.op(OP.i32ShrU)
  }

  function markChunk(offset: number): void {
    code.localGet(address())
    if (offset !== 0) {
      // An address beyond 32 bits traps in the store; here it may wrap around.
      code.i32Const(offset | 0)
      code.op(OP.i32Add)
    }
    shiftToChunk()
    code.i32Const(1)
    code.op(OP.i32Store8, HAS_MEMORY_INDEX, MARKS, 0)
  }

  function markRange(count: number): void {
    code.localGet(address())
    shiftToChunk()
    code.i32Const(1)
    code.localGet(address())
    code.i32Const(CHUNK_SIZE - 1)
    code.op(OP.i32And)
    code.localGet(count)
    code.op(OP.i32Add)
    code.i32Const(CHUNK_SIZE - 1)
    code.op(OP.i32Add)
    shiftToChunk()
    code.op(OP.prefix, OP.memoryFill & 0xff, MARKS)
  }

  return {
    beforeLoad(opcode: number, offset: number): void {
      if (bounds === undefined) return
      code.localSet(address())
      bounds.checkAccess(address(), offset + accessOf(opcode).size)
      code.localGet(address())
    },

    beforeStore(opcode: number, offset: number): void {
      const { type, size } = accessOf(opcode)
      const value = scratch.local(type, 'stored')
      code.localSet(value)
      code.localSet(address())
      bounds?.checkAccess(address(), offset + size)
      markChunk(offset)
      code.localGet(address())
      code.localGet(value)
    },

    /** For memory.fill, copy and init. */
    beforeBulk(opcode: number): void {
      const count = scratch.local(I32, 'count')
      const source = scratch.local(I32, 'source')
      code.localSet(count)
      code.localSet(source)
      code.localSet(address())
      bounds?.checkRange(address(), count)
      if (opcode === OP.memoryCopy) bounds?.checkRange(source, count)
      markRange(count)
      code.localGet(address())
      code.localGet(source)
      code.localGet(count)
    },
  }
}
