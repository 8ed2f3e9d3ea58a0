import { createByteReader } from '../wasm/byte-reader.ts'
import { createByteWriter } from '../wasm/byte-writer.ts'
import { isLoad, isStore, OP } from '../wasm/instructions.ts'
import { FUNCREF, type FunctionBody, type FunctionType, type WasmModule } from '../wasm/module.ts'
import { createDecoded, type Decoded, readInstruction } from '../wasm/read-instruction.ts'
import { type BoundsCode, type BoundsSettings, createBoundsCode } from './bounds-code.ts'
import { type CodeWriter, createCodeWriter } from './code-writer.ts'
import { createMemoryCode, type MemoryCode } from './memory-code.ts'
import { createMeterCode, type MeterCode, type MeterSettings } from './meter-code.ts'
import { nanTypeOf, writeCanonicalNan } from './nan-code.ts'
import { findCharges } from './pwasm-charges.ts'
import { pwasmStackCost } from './pwasm-stack.ts'
import { createRangeWriter, type RangeWriter } from './range-writer.ts'
import { createScratchLocals, type ScratchLocals } from './scratch-locals.ts'
import { writeNullCallCheck } from './table-code.ts'

export type PwasmInput = {
  module: WasmModule
  type: FunctionType
  body: FunctionBody
  meter: MeterSettings
  /** Only in the exact form. */
  bounds: BoundsSettings | undefined
}

type Output = {
  code: CodeWriter
  ranges: RangeWriter
  meter: MeterCode
  scratch: ScratchLocals
  memory: MemoryCode
  bounds: BoundsCode | undefined
}

/** Writes a function body that charges gas and stack as pwasm-utils did for nearcore up to protocol 61, see `pwasm-charges.ts` and `pwasm-stack.ts`. */
export function instrumentPwasmFunction(input: PwasmInput): Uint8Array {
  const { module, type, body } = input
  const writer = createByteWriter((body.end - body.start) * 4)
  const scratch = createScratchLocals(type, body)
  const code = createCodeWriter(writer)
  const meter = createMeterCode(code, input.meter, scratch)
  const bounds = input.bounds && createBoundsCode(code, input.bounds, scratch)
  const memory = createMemoryCode(code, scratch, bounds)
  const ranges = createRangeWriter(module.code, body.codeStart, writer, meter)
  const charges = findCharges(module, body)
  const stackCost = pwasmStackCost(module, type, body, charges)
  code.op(OP.block, type.result ?? OP.emptyBlock)
  meter.enterFunction(stackCost)
  const counts = new Map(charges.map(({ offset, count }) => [offset, count]))
  copyCharged(input, { code, ranges, meter, scratch, memory, bounds }, { counts, stackCost })
  code.op(OP.end)
  meter.leaveFunction(stackCost)
  code.op(OP.end)
  const whole = createByteWriter(writer.length() + 64)
  scratch.writeDeclarations(whole)
  whole.copy(writer.finish())
  return whole.finish()
}

/** Copies the instructions up to the function's own `end`, which it leaves out, with the charges between them. */
function copyCharged(
  { module, body, meter: settings, bounds: exact }: PwasmInput,
  { code, ranges, meter, scratch, memory, bounds }: Output,
  { counts, stackCost }: { counts: ReadonlyMap<number, number>; stackCost: number },
): void {
  const reader = createByteReader(module.code, body.codeStart, body.end)
  const decoded = createDecoded()
  let depth = 0

  function copy({ opcode, offset, immediate }: Decoded, next: number): void {
    const nanType = nanTypeOf(opcode)
    if (nanType !== undefined) {
      ranges.replace(next, next, (after) => writeCanonicalNan(after, scratch, nanType))
    } else if (opcode === OP.memorySize && bounds !== undefined) {
      ranges.replace(offset, next, bounds.size)
    } else if (isLoad(opcode)) {
      ranges.end(offset)
      memory.beforeLoad(opcode, immediate)
    } else if (isStore(opcode)) {
      ranges.end(offset)
      memory.beforeStore(opcode, immediate)
    } else if (opcode === OP.return) {
      ranges.end(offset)
      meter.leaveFunction(stackCost)
    } else if (opcode === OP.callIndirect && exact !== undefined) {
      ranges.end(offset)
      writeNullCallCheck(code, scratch, exact.causeGlobal)
    } else if (opcode === OP.memoryGrow) {
      ranges.end(offset)
      meter.chargeEach(0, settings.growMemoryCost * settings.regularOpCost)
      if (bounds === undefined) return
      bounds.grow()
      ranges.skip(next)
    }
  }

  for (;;) {
    readInstruction(reader, decoded)
    const { opcode, offset, immediate } = decoded
    if (isBeyondMvp(opcode, immediate)) reader.fail('an instruction came after this version')
    const count = counts.get(offset)
    if (count !== undefined) {
      ranges.end(offset)
      ranges.add(count * settings.regularOpCost)
    }
    if (opcode === OP.block || opcode === OP.loop || opcode === OP.if) depth++
    else if (opcode === OP.end && depth-- === 0) {
      ranges.end(offset)
      return
    }
    copy(decoded, reader.position())
  }
}

/** Tells whether an instruction is none of the first WebAssembly's, which is all that parity-wasm read (`near-vm-runner` 0.17, `src/prepare.rs`). */
function isBeyondMvp(opcode: number, immediate: number): boolean {
  const isBlock = opcode === OP.block || opcode === OP.loop || opcode === OP.if
  if (isBlock) return immediate === FUNCREF
  return (
    opcode >= OP.firstSignExtension ||
    opcode === OP.typedSelect ||
    opcode === OP.tableGet ||
    opcode === OP.tableSet
  )
}
