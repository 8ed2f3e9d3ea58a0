import { createByteReader } from '../wasm/byte-reader.ts'
import { OP } from '../wasm/instructions.ts'
import type { FunctionBody, WasmModule } from '../wasm/module.ts'
import { createDecoded, readInstruction } from '../wasm/read-instruction.ts'

/** Instructions that are paid for together, before the instruction at an offset. */
export type Charge = { offset: number; count: number }

type ControlBlock = {
  /** Outermost block that a branch out of this one goes to the end of, as an index from the function's own; loops are branched to at their beginning. */
  outermostTarget: number
  isLoop: boolean
  /** What is being counted: from which offset, how many instructions. */
  active: Charge
}

/**
 * Finds where gas is charged in a function as pwasm-utils' metering does, which nearcore had up to protocol 61 (`near-vm-runner` 0.17, `src/instrument/gas`):
 * before each group of instructions that run all or none as long as nothing traps. Every instruction but `end` and `else` counts one, also those that cannot be
 * reached. The module must be valid.
 */
export function findCharges(module: WasmModule, body: FunctionBody): Charge[] {
  const reader = createByteReader(module.code, body.codeStart, body.end)
  const decoded = createDecoded()
  const charges: Charge[] = []
  const stack: ControlBlock[] = []

  function top(): ControlBlock {
    const block = stack.at(-1)
    return block ?? reader.fail('a function has more ends than blocks')
  }

  function open(offset: number, isLoop: boolean): void {
    stack.push({ outermostTarget: stack.length, isLoop, active: { offset, count: 0 } })
  }

  /** Ends the group of the innermost block; the next one begins at `next`. */
  function endGroup(next: number): void {
    const block = top()
    const ended = block.active
    block.active = { offset: next, count: 0 }
    // What a `block` has before its first branch belongs to the group around it.
    const around = stack.at(-2)?.active
    if (around?.offset === ended.offset) around.count += ended.count
    else if (ended.count > 0) charges.push(ended)
  }

  function close(next: number): void {
    endGroup(next)
    const closed = stack.pop()
    const outer = stack.at(-1)
    if (closed === undefined || outer === undefined) return
    outer.outermostTarget = Math.min(outer.outermostTarget, closed.outermostTarget)
    if (closed.outermostTarget < stack.length) endGroup(next)
  }

  function branch(next: number, targets: readonly number[]): void {
    endGroup(next)
    const block = top()
    for (const target of targets) {
      if (stack[target]?.isLoop === false) {
        block.outermostTarget = Math.min(block.outermostTarget, target)
      }
    }
  }

  const targetOf = (label: number): number => stack.length - 1 - label
  open(body.codeStart, false)
  while (!reader.atEnd()) {
    readInstruction(reader, decoded)
    const { opcode, immediate, labels } = decoded
    const next = reader.position()
    if (opcode === OP.end) close(next)
    else if (opcode === OP.else) endGroup(next)
    else {
      top().active.count++
      if (opcode === OP.block) open(top().active.offset, false)
      else if (opcode === OP.if || opcode === OP.loop) open(next, opcode === OP.loop)
      else if (opcode === OP.br || opcode === OP.brIf) branch(next, [targetOf(immediate)])
      else if (opcode === OP.brTable) branch(next, labels.map(targetOf))
      else if (opcode === OP.return) branch(next, [0])
    }
  }
  return charges.toSorted((a, b) => a.offset - b.offset)
}
