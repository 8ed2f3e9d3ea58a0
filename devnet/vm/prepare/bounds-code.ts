import { OP } from '../wasm/instructions.ts'
import { I32, I64 } from '../wasm/module.ts'
import type { CodeWriter } from './code-writer.ts'
import { CAUSE } from './exact-form.ts'
import type { ScratchLocals } from './scratch-locals.ts'

export type BoundsSettings = {
  /** Index of the i64 global with the bytes that the contract's memory seems to have. */
  sizeGlobal: number
  /** Index of the i32 global that says why a trap was made, see `CAUSE`. */
  causeGlobal: number
  maxBytes: number
}

export type BoundsCode = {
  /** Traps unless `length` bytes from the address in a local on are in the memory. */
  checkAccess: (address: number, length: number) => void
  /** Does the same for a length in a local. */
  checkRange: (address: number, length: number) => void
  /** Stands for memory.size; written to where it is told. */
  size: (into: CodeWriter) => void
  /** Stands for memory.grow. */
  grow: () => void
}

/** 65,536 bytes are a page. */
const PAGE_SHIFT = 16

/** Writes the instructions that make a memory seem smaller than it is, see `exact-form.ts`. */
export function createBoundsCode(
  code: CodeWriter,
  { sizeGlobal, causeGlobal, maxBytes }: BoundsSettings,
  scratch: ScratchLocals,
): BoundsCode {
  function trapIfBeyond(): void {
    code.globalGet(sizeGlobal)
    code.op(OP.i64GtU, OP.if, OP.emptyBlock)
    code.i32Const(CAUSE.outOfBounds)
    code.globalSet(causeGlobal)
    code.op(OP.unreachable, OP.end)
  }

  function shift(opcode: number): void {
    code.i64Const(PAGE_SHIFT)
    code.op(opcode)
  }

  return {
    checkAccess(address, length) {
      code.localGet(address)
      code.op(OP.i64ExtendI32U)
      code.i64Const(length)
      code.op(OP.i64Add)
      trapIfBeyond()
    },

    checkRange(address, length) {
      code.localGet(address)
      code.op(OP.i64ExtendI32U)
      code.localGet(length)
      code.op(OP.i64ExtendI32U, OP.i64Add)
      trapIfBeyond()
    },

    size(into) {
      into.globalGet(sizeGlobal)
      into.i64Const(PAGE_SHIFT)
      into.op(OP.i64ShrU, OP.i32WrapI64)
    },

    grow() {
      const pages = scratch.local(I32, 'pages')
      const size = scratch.local(I64, 'size')
      code.localSet(pages)
      code.globalGet(sizeGlobal)
      code.localGet(pages)
      code.op(OP.i64ExtendI32U)
      shift(OP.i64Shl)
      code.op(OP.i64Add)
      code.localTee(size)
      code.i64Const(maxBytes)
      code.op(OP.i64GtU, OP.if, I32)
      code.i32Const(-1)
      code.op(OP.else)
      code.globalGet(sizeGlobal)
      shift(OP.i64ShrU)
      code.op(OP.i32WrapI64)
      code.localGet(size)
      code.globalSet(sizeGlobal)
      code.op(OP.end)
    },
  }
}
