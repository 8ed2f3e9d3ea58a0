import type { ByteWriter } from '../wasm/byte-writer.ts'
import { OP } from '../wasm/instructions.ts'

export type MeterSettings = {
  regularOpCost: number
  linearOpBaseCost: number
  linearOpUnitCost: number
  /** Index of the i64 global with the gas that may still be burnt. */
  gasGlobal: number
  /** Index of the i32 global with the bytes of stack that are left. */
  stackGlobal: number
  /** Index of an i32 global that is set before an indirect call of nothing traps; undefined: do not look, since V8's own check is faster. */
  nullCallGlobal: number | undefined
}

export type MeterCode = ReturnType<typeof createMeterCode>

const I32_CONST = 0x41
const I32_LT_S = 0x48
const I32_ADD = 0x6a
const I32_SUB = 0x6b

/**
 * Writes the instructions that count. When a counter falls below zero they trap by `unreachable`; the host then sees by the counter why. `scratch` is the index
 * of an i32 local that functions with bulk instructions have.
 */
export function createMeterCode(writer: ByteWriter, settings: MeterSettings, scratch: number) {
  const { gasGlobal, stackGlobal } = settings

  function access(opcode: number, index: number): void {
    writer.u8(opcode)
    writer.u32(index)
  }

  function constant(opcode: number, value: number): void {
    writer.u8(opcode)
    writer.signed(value)
  }

  function trapIf(): void {
    writer.u8(OP.if, OP.emptyBlock, OP.unreachable, OP.end)
  }

  function trapIfOutOfGas(): void {
    access(OP.globalGet, gasGlobal)
    constant(OP.i64Const, 0)
    writer.u8(OP.i64LtS)
    trapIf()
  }

  return {
    /** Charges `gas` gas. */
    charge(gas: number): void {
      if (gas === 0) return
      access(OP.globalGet, gasGlobal)
      constant(OP.i64Const, gas)
      writer.u8(OP.i64Sub)
      access(OP.globalSet, gasGlobal)
      trapIfOutOfGas()
    },

    /** Charges the base and a unit for each of the number on top of the stack, which stays there. */
    chargeLinear(): void {
      access(OP.localSet, scratch)
      access(OP.globalGet, gasGlobal)
      access(OP.localGet, scratch)
      writer.u8(OP.i64ExtendI32U)
      constant(OP.i64Const, settings.linearOpUnitCost)
      writer.u8(OP.i64Mul)
      constant(OP.i64Const, settings.linearOpBaseCost)
      writer.u8(OP.i64Add, OP.i64Sub)
      access(OP.globalSet, gasGlobal)
      trapIfOutOfGas()
      access(OP.localGet, scratch)
    },

    /** Takes `bytes` off the stack that is left. */
    enterFunction(bytes: number): void {
      access(OP.globalGet, stackGlobal)
      constant(I32_CONST, bytes)
      writer.u8(I32_SUB)
      access(OP.globalSet, stackGlobal)
      access(OP.globalGet, stackGlobal)
      constant(I32_CONST, 0)
      writer.u8(I32_LT_S)
      trapIf()
    },

    /** Gives `bytes` of stack back. */
    leaveFunction(bytes: number): void {
      access(OP.globalGet, stackGlobal)
      constant(I32_CONST, bytes)
      writer.u8(I32_ADD)
      access(OP.globalSet, stackGlobal)
    },

    /** Traps with a mark if the table has nothing at the index on top of the stack, which stays there. */
    checkNullCall(): void {
      access(OP.localTee, scratch)
      access(OP.localGet, scratch)
      access(OP.tableGet, 0)
      writer.u8(OP.refIsNull, OP.if, OP.emptyBlock)
      constant(I32_CONST, 1)
      access(OP.globalSet, settings.nullCallGlobal ?? 0)
      writer.u8(OP.unreachable, OP.end)
    },
  }
}
