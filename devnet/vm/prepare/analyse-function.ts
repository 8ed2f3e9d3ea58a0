import { createByteReader } from '../wasm/byte-reader.ts'
import { OP } from '../wasm/instructions.ts'
import type { FunctionBody, FunctionType, WasmModule } from '../wasm/module.ts'
import { createDecoded, type Decoded, readInstruction } from '../wasm/read-instruction.ts'
import { createOperandStack, type OperandStack } from './operand-stack.ts'
import { localSizes, sizeOfValue } from './stack-sizes.ts'

export type FunctionAnalysis = {
  /** Most bytes that the operands take at once, by nearcore's account. */
  operandStackMax: number
  /** Whether a branch names it, for each block, loop and if in the order in which they begin. Branches in dead code count, as in nearcore. */
  targeted: boolean[]
}

/**
 * Walks through a function once and finds what instrumenting it needs to know beforehand.
 *
 * The module must be valid, except that code after an unconditional branch is not looked at closely.
 */
export function analyseFunction(
  module: WasmModule,
  type: FunctionType,
  body: FunctionBody,
): FunctionAnalysis {
  const reader = createByteReader(module.code, body.codeStart, body.end)
  const operands = createOperandStack()
  const locals = localSizes(type, body)
  const decoded = createDecoded()
  const targeted: boolean[] = []
  const open: number[] = []

  function markTarget(depth: number): void {
    const block = open[open.length - 1 - depth]
    if (block !== undefined) targeted[block] = true
  }

  while (!reader.atEnd()) {
    readInstruction(reader, decoded)
    switch (decoded.opcode) {
      case OP.if:
      case OP.block:
      case OP.loop:
        open.push(targeted.length)
        // The condition of an `if` always branches, to its else or end.
        targeted.push(decoded.opcode === OP.if)
        break
      case OP.end:
        open.pop()
        break
      case OP.br:
      case OP.brIf:
        markTarget(decoded.immediate)
        break
      case OP.brTable:
        for (const label of decoded.labels) markTarget(label)
        break
    }
    applyToStack(decoded, operands, locals, module)
  }
  return { operandStackMax: operands.max(), targeted }
}

function applyToStack(
  decoded: Decoded,
  operands: OperandStack,
  locals: Uint8Array,
  module: WasmModule,
): void {
  const { opcode, instruction, immediate } = decoded
  switch (opcode) {
    case OP.block:
    case OP.loop:
    case OP.if:
      operands.pop(instruction.pops)
      operands.enter(
        immediate === OP.emptyBlock ? 0 : immediate === 0x7f || immediate === 0x7d ? 4 : 8,
      )
      return
    case OP.else:
      operands.otherwise()
      return
    case OP.end:
      operands.leave()
      return
    case OP.unreachable:
    case OP.br:
    case OP.brTable:
    case OP.return:
      operands.die()
      return
    case OP.localGet:
      operands.push(locals[immediate] ?? 0)
      return
    case OP.globalGet:
      operands.push(sizeOfValue(module.globals[immediate] ?? 0x7f))
      return
    case OP.call:
      applyCall(operands, module.types[module.functionTypes[immediate] ?? -1])
      return
    case OP.callIndirect:
      // nearcore's account leaves the table index on the stack and takes one parameter too few.
      applyCall(operands, module.types[immediate])
      return
    default:
      operands.pop(instruction.pops)
      operands.push(instruction.pushes ?? 0)
  }
}

function applyCall(operands: OperandStack, type: FunctionType | undefined): void {
  if (type === undefined) return
  operands.pop(type.params.length)
  if (type.result !== undefined) operands.push(sizeOfValue(type.result))
}
