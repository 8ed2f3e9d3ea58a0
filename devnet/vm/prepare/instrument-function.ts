import { type ByteReader, createByteReader } from '../wasm/byte-reader.ts'
import { type ByteWriter, createByteWriter } from '../wasm/byte-writer.ts'
import { OP } from '../wasm/instructions.ts'
import type { FunctionBody, FunctionType, WasmModule } from '../wasm/module.ts'
import { createDecoded, type Decoded, readInstruction } from '../wasm/read-instruction.ts'
import type { FunctionAnalysis } from './analyse-function.ts'
import { createMeterCode, type MeterCode, type MeterSettings } from './meter-code.ts'

export type InstrumentInput = {
  module: WasmModule
  type: FunctionType
  body: FunctionBody
  analysis: FunctionAnalysis
  frame: number
  settings: MeterSettings
}

type Block = { index: number; openedDead: boolean }

/**
 * Writes a function body that charges gas and stack as nearcore's does.
 *
 * Gas is charged before each range of instructions that run together or not at all: a range ends after an instruction with an effect, before and after a bulk
 * instruction, and wherever branches land. A loop that branches go back to is paid at each turn. Code that cannot be reached is not charged. On entry a
 * function pays one instruction for each 8 bytes of its frame (finite-wasm `src/gas`, nearcore `instrument_v3.rs`).
 */
export function instrumentFunction(input: InstrumentInput): Uint8Array {
  const { module, body, settings } = input
  const reader = createByteReader(module.code, body.codeStart, body.end)
  const writer = createByteWriter((body.end - body.start) * 3)
  const scratch =
    input.type.params.length + body.locals.reduce((sum, group) => sum + group.count, 0)
  const meter = createMeterCode(writer, settings, scratch)
  const usesScratch = input.analysis.hasBulk || settings.nullCallGlobal !== undefined
  writeLocals(writer, body, usesScratch)
  const stackCharge = input.frame + input.analysis.operandStackMax
  writer.u8(OP.block, input.type.result ?? OP.emptyBlock)
  meter.enterFunction(stackCharge)
  meter.charge(Math.floor((input.frame + 7) / 8) * settings.regularOpCost)
  copyCharged(input, reader, writer, meter, stackCharge)
  writer.u8(OP.end)
  meter.leaveFunction(stackCharge)
  writer.u8(OP.end)
  return writer.finish()
}

function writeLocals(writer: ByteWriter, body: FunctionBody, usesScratch: boolean): void {
  writer.u32(body.locals.length + (usesScratch ? 1 : 0))
  for (const { count, type } of body.locals) {
    writer.u32(count)
    writer.u8(type)
  }
  if (usesScratch) writer.u8(1, 0x7f)
}

/** Copies the instructions up to the function's own `end`, which it leaves out, with charges between the ranges. */
function copyCharged(
  { module, analysis, settings }: InstrumentInput,
  reader: ByteReader,
  writer: ByteWriter,
  meter: MeterCode,
  stackCharge: number,
): void {
  const decoded = createDecoded()
  const blocks: Block[] = []
  let blockCount = 0
  let rangeStart = reader.position()
  let cost = 0
  let dead = false

  function endRange(at: number): void {
    meter.charge(cost)
    writer.copy(module.code, rangeStart, at)
    rangeStart = at
    cost = 0
  }

  function openBlock(opcode: number, next: number): void {
    const index = blockCount++
    blocks.push({ index, openedDead: dead })
    if (dead || opcode === OP.block) return
    const isTargetedLoop = opcode === OP.loop && analysis.targeted[index] === true
    if (!isTargetedLoop) cost += settings.regularOpCost
    if (isTargetedLoop || opcode === OP.if) endRange(next)
    if (isTargetedLoop) cost = settings.regularOpCost
  }

  function closeBlock(block: Block, next: number): void {
    if (block.openedDead) return
    const isLanding = dead || analysis.targeted[block.index] === true
    dead = false
    if (isLanding) endRange(next)
  }

  function charge({ opcode, instruction, offset }: Decoded, next: number): void {
    if (instruction.class === 'bulk') {
      endRange(offset)
      meter.chargeLinear()
      endRange(next)
      return
    }
    cost += settings.regularOpCost
    if (instruction.class === 'plain') return
    if (opcode === OP.return) {
      endRange(offset)
      meter.leaveFunction(stackCharge)
    }
    if (opcode === OP.callIndirect && settings.nullCallGlobal !== undefined) {
      endRange(offset)
      meter.checkNullCall()
    }
    endRange(next)
    dead = endsReachableCode(opcode)
  }

  for (;;) {
    readInstruction(reader, decoded)
    const next = reader.position()
    const { opcode } = decoded
    if (opcode === OP.block || opcode === OP.loop || opcode === OP.if) {
      openBlock(opcode, next)
    } else if (opcode === OP.else) {
      dead = blocks[blocks.length - 1]?.openedDead === true
      endRange(next)
    } else if (opcode === OP.end) {
      const block = blocks.pop()
      if (block === undefined) {
        endRange(decoded.offset)
        return
      }
      closeBlock(block, next)
    } else if (!dead) {
      charge(decoded, next)
    }
  }
}

function endsReachableCode(opcode: number): boolean {
  return (
    opcode === OP.unreachable || opcode === OP.br || opcode === OP.brTable || opcode === OP.return
  )
}
