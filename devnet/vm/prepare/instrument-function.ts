import { createByteReader } from '../wasm/byte-reader.ts'
import { createByteWriter } from '../wasm/byte-writer.ts'
import { isLoad, isStore, OP } from '../wasm/instructions.ts'
import type { FunctionBody, FunctionType, WasmModule } from '../wasm/module.ts'
import { createDecoded, type Decoded, readInstruction } from '../wasm/read-instruction.ts'
import type { FunctionAnalysis } from './analyse-function.ts'
import { type BoundsCode, type BoundsSettings, createBoundsCode } from './bounds-code.ts'
import { type CodeWriter, createCodeWriter } from './code-writer.ts'
import { createMemoryCode, type MemoryCode } from './memory-code.ts'
import { createMeterCode, type MeterCode, type MeterSettings } from './meter-code.ts'
import { nanTypeOf, writeCanonicalNan } from './nan-code.ts'
import { createRangeWriter, type RangeWriter } from './range-writer.ts'
import { createScratchLocals, type ScratchLocals } from './scratch-locals.ts'
import { writeNullCallCheck } from './table-code.ts'

export type InstrumentInput = {
  module: WasmModule
  type: FunctionType
  body: FunctionBody
  analysis: FunctionAnalysis
  frame: number
  meter: MeterSettings
  /** Only in the exact form. */
  bounds: BoundsSettings | undefined
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
  const { type, body } = input
  const writer = createByteWriter((body.end - body.start) * 4)
  const scratch = createScratchLocals(type, body)
  const code = createCodeWriter(writer)
  const meter = createMeterCode(code, input.meter, scratch)
  const bounds = input.bounds && createBoundsCode(code, input.bounds, scratch)
  const memory = createMemoryCode(code, scratch, bounds)
  const ranges = createRangeWriter(input.module.code, body.codeStart, writer, meter)
  const stackCharge = input.frame + input.analysis.operandStackMax
  code.op(OP.block, type.result ?? OP.emptyBlock)
  meter.enterFunction(stackCharge)
  meter.charge(Math.floor((input.frame + 7) / 8) * input.meter.regularOpCost)
  copyCharged(input, { code, ranges, meter, scratch, memory, bounds }, stackCharge)
  code.op(OP.end)
  meter.leaveFunction(stackCharge)
  code.op(OP.end)
  const whole = createByteWriter(writer.length() + 64)
  scratch.writeDeclarations(whole)
  whole.copy(writer.finish())
  return whole.finish()
}

type Output = {
  code: CodeWriter
  ranges: RangeWriter
  meter: MeterCode
  scratch: ScratchLocals
  memory: MemoryCode
  bounds: BoundsCode | undefined
}

/** Copies the instructions up to the function's own `end`, which it leaves out, with charges between the ranges. */
function copyCharged(
  { module, body, analysis, ...settings }: InstrumentInput,
  { code, ranges, meter, scratch, memory, bounds }: Output,
  stackCharge: number,
): void {
  const reader = createByteReader(module.code, body.codeStart, body.end)
  const decoded = createDecoded()
  const blocks: Block[] = []
  const { regularOpCost } = settings.meter
  let blockCount = 0
  let dead = false

  function openBlock(opcode: number, next: number): void {
    const index = blockCount++
    blocks.push({ index, openedDead: dead })
    if (dead || opcode === OP.block) return
    const isTargetedLoop = opcode === OP.loop && analysis.targeted[index] === true
    if (!isTargetedLoop) ranges.add(regularOpCost)
    if (isTargetedLoop || opcode === OP.if) ranges.end(next)
    if (isTargetedLoop) ranges.add(regularOpCost)
  }

  function closeBlock(block: Block, next: number): void {
    if (block.openedDead) return
    const isLanding = dead || analysis.targeted[block.index] === true
    dead = false
    if (isLanding) ranges.end(next)
  }

  function chargePlain({ opcode, offset }: Decoded, next: number): void {
    ranges.add(regularOpCost)
    if (opcode === OP.memorySize && bounds !== undefined) ranges.replace(offset, next, bounds.size)
    const nanType = nanTypeOf(opcode)
    if (nanType === undefined) return
    ranges.replace(next, next, (after) => writeCanonicalNan(after, scratch, nanType))
  }

  function chargeEffect({ opcode, offset, immediate }: Decoded, next: number): void {
    ranges.add(regularOpCost)
    ranges.end(offset)
    if (isLoad(opcode)) memory.beforeLoad(opcode, immediate)
    else if (isStore(opcode)) memory.beforeStore(opcode, immediate)
    else if (opcode === OP.return) meter.leaveFunction(stackCharge)
    else if (opcode === OP.callIndirect && settings.bounds !== undefined) {
      writeNullCallCheck(code, scratch, settings.bounds.causeGlobal)
    }
    ranges.end(next)
    dead = endsReachableCode(opcode)
  }

  function chargeBulk({ opcode, offset }: Decoded, next: number): void {
    ranges.end(offset)
    meter.chargeEach(settings.meter.linearOpBaseCost, settings.meter.linearOpUnitCost)
    if (isBulkWrite(opcode)) memory.beforeBulk(opcode)
    if (opcode === OP.memoryGrow && bounds !== undefined) {
      bounds.grow()
      ranges.skip(next)
    }
    ranges.end(next)
  }

  for (;;) {
    readInstruction(reader, decoded)
    const next = reader.position()
    const { opcode, instruction } = decoded
    if (opcode === OP.block || opcode === OP.loop || opcode === OP.if) {
      openBlock(opcode, next)
    } else if (opcode === OP.else) {
      dead = blocks[blocks.length - 1]?.openedDead === true
      ranges.end(next)
    } else if (opcode === OP.end) {
      const block = blocks.pop()
      if (block === undefined) {
        ranges.end(decoded.offset)
        return
      }
      closeBlock(block, next)
    } else if (!dead) {
      if (instruction.class === 'plain') chargePlain(decoded, next)
      else if (instruction.class === 'bulk') chargeBulk(decoded, next)
      else chargeEffect(decoded, next)
    }
  }
}

function endsReachableCode(opcode: number): boolean {
  return (
    opcode === OP.unreachable || opcode === OP.br || opcode === OP.brTable || opcode === OP.return
  )
}

function isBulkWrite(opcode: number): boolean {
  return opcode === OP.memoryInit || opcode === OP.memoryCopy || opcode === OP.memoryFill
}
