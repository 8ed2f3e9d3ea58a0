import { createByteReader } from '../wasm/byte-reader.ts'
import { OP } from '../wasm/instructions.ts'
import type { FunctionBody, FunctionType, WasmModule } from '../wasm/module.ts'
import { createDecoded, type Decoded, readInstruction } from '../wasm/read-instruction.ts'
import type { Charge } from './pwasm-charges.ts'

type Frame = { start: number; results: number; branchValues: number; isDead: boolean }

/**
 * Gives the values that a call of a function takes by pwasm-utils' account (`near-vm-runner` 0.17, `src/instrument/stack_height`): its locals without the
 * parameters, and the most operands at once. Gas had been written in by then, so each charge stands for one operand more.
 */
export function pwasmStackCost(
  module: WasmModule,
  type: FunctionType,
  body: FunctionBody,
  charges: readonly Charge[],
): number {
  const reader = createByteReader(module.code, body.codeStart, body.end)
  const decoded = createDecoded()
  const frames: Frame[] = []
  const charged = new Set(charges.map(({ offset }) => offset))
  let height = 0
  let max = 0

  function pop(count: number): void {
    if (count === 0) return
    const frame = frames.at(-1)
    // Beyond an unconditional branch there is as much as is asked for.
    if (frame?.isDead && height === frame.start) return
    height -= count
  }

  function enter(results: number, isLoop: boolean): void {
    frames.push({ start: height, results, branchValues: isLoop ? 0 : results, isDead: false })
  }

  function die(values: number): void {
    pop(values)
    const frame = frames.at(-1)
    if (frame) frame.isDead = true
  }

  function call({ params, result }: FunctionType): void {
    pop(params.length)
    if (result !== undefined) height++
  }

  const branchValues = (label: number): number => frames.at(-1 - label)?.branchValues ?? 0

  function apply({ opcode, immediate, labels, instruction }: Decoded): void {
    switch (opcode) {
      case OP.block:
      case OP.loop:
      case OP.if:
        if (opcode === OP.if) pop(1)
        enter(immediate === OP.emptyBlock ? 0 : 1, opcode === OP.loop)
        return
      case OP.else:
        // What the first branch has left stays on the account.
        return
      case OP.end: {
        const frame = frames.pop()
        if (frame) height = frame.start + frame.results
        return
      }
      case OP.unreachable:
        die(0)
        return
      case OP.br:
        die(branchValues(immediate))
        return
      case OP.brIf: {
        const values = branchValues(immediate)
        pop(values)
        pop(1)
        height += values
        return
      }
      case OP.brTable:
        die(branchValues(labels.at(-1) ?? 0))
        return
      case OP.return:
        die(type.result === undefined ? 0 : 1)
        return
      case OP.call:
        call(typeOfFunction(module, immediate))
        return
      case OP.callIndirect:
        pop(1)
        call(module.types[immediate] ?? NO_TYPE)
        return
      case OP.select:
        pop(2)
        pop(1)
        height++
        return
      case OP.localTee:
        pop(1)
        height++
        return
      default:
        pop(instruction.pops)
        if (instruction.pushes !== 0) height++
    }
  }

  enter(type.result === undefined ? 0 : 1, false)
  while (!reader.atEnd()) {
    readInstruction(reader, decoded)
    const isDead = frames.at(-1)?.isDead === true
    const here = charged.has(decoded.offset) ? height + 1 : height
    if (!isDead && here > max) max = here
    apply(decoded)
  }
  return max + body.locals.reduce((sum, { count }) => sum + count, 0)
}

const NO_TYPE: FunctionType = { params: [], result: undefined }

function typeOfFunction(module: WasmModule, index: number): FunctionType {
  return module.types[module.functionTypes[index] ?? -1] ?? NO_TYPE
}
