import { OP } from '../wasm/instructions.ts'
import { I32 } from '../wasm/module.ts'
import type { CodeWriter } from './code-writer.ts'
import type { ScratchLocals } from './scratch-locals.ts'

export type MeterSettings = {
  regularOpCost: number
  linearOpBaseCost: number
  linearOpUnitCost: number
  growMemoryCost: number
  /** Index of the i64 global with the gas that may still be burnt. */
  gasGlobal: number
  /** Index of the i32 global with the stack that is left, in bytes or in values as the version counts it. */
  stackGlobal: number
}

export type MeterCode = ReturnType<typeof createMeterCode>

/** Writes the instructions that count. When a counter falls below zero they trap by `unreachable`; the host then sees by the counter why. */
export function createMeterCode(code: CodeWriter, settings: MeterSettings, scratch: ScratchLocals) {
  const { gasGlobal, stackGlobal } = settings

  function trapIf(): void {
    code.op(OP.if, OP.emptyBlock, OP.unreachable, OP.end)
  }

  function trapIfOutOfGas(): void {
    code.globalGet(gasGlobal)
    code.i64Const(0)
    code.op(OP.i64LtS)
    trapIf()
  }

  return {
    /** Charges `gas` gas. */
    charge(gas: number): void {
      if (gas === 0) return
      code.globalGet(gasGlobal)
      code.i64Const(gas)
      code.op(OP.i64Sub)
      code.globalSet(gasGlobal)
      trapIfOutOfGas()
    },

    /** Charges `base` and `unit` gas for each of the number on top of the stack, which stays there. */
    chargeEach(base: number, unit: number): void {
      const count = scratch.local(I32, 'count')
      code.localSet(count)
      code.globalGet(gasGlobal)
      code.localGet(count)
      code.op(OP.i64ExtendI32U)
      code.i64Const(unit)
      code.op(OP.i64Mul)
      code.i64Const(base)
      code.op(OP.i64Add, OP.i64Sub)
      code.globalSet(gasGlobal)
      trapIfOutOfGas()
      code.localGet(count)
    },

    /** Takes so much off the stack that is left. */
    enterFunction(size: number): void {
      if (size === 0) return
      code.globalGet(stackGlobal)
      code.i32Const(size)
      code.op(OP.i32Sub)
      code.globalSet(stackGlobal)
      code.globalGet(stackGlobal)
      code.i32Const(0)
      code.op(OP.i32LtS)
      trapIf()
    },

    /** Gives so much of the stack back. */
    leaveFunction(size: number): void {
      if (size === 0) return
      code.globalGet(stackGlobal)
      code.i32Const(size)
      code.op(OP.i32Add)
      code.globalSet(stackGlobal)
    },
  }
}
