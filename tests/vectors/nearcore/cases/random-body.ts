import { writeMemoryInstruction, writeTableInstruction } from './random-bulk.ts'
import { smallAddress } from './random-constants.ts'
import type { RandomNumbers } from './random-numbers.ts'
import { memoryAccesses, numeric } from './random-operators.ts'
import { createRandomStack, type RandomStack } from './random-stack.ts'
import {
  F32,
  F64,
  FUNCREF,
  type FunctionType,
  I32,
  I64,
  signed,
  unsigned,
  type ValueType,
} from './wasm-writer.ts'

/** What a function body can refer to. */
export type Surroundings = {
  types: readonly FunctionType[]
  /** Types of all functions, imported ones first. */
  functions: readonly FunctionType[]
  globals: readonly { type: ValueType; mutable: boolean }[]
  hasTable: boolean
  elementSegments: number
  dataSegments: number
  /** Functions that may be taken a reference to. */
  declared: readonly number[]
}

const MAX_DEPTH = 6
const TYPES: readonly ValueType[] = [I32, I32, I64, I64, F32, F64, FUNCREF]
const BLOCK_KINDS = [0x02, 0x03, 0x04]

type Writer = { random: RandomNumbers; stack: RandomStack; around: Surroundings }

/** Writes a random valid function body: its instructions with the last `end`. */
export function randomBody(
  random: RandomNumbers,
  around: Surroundings,
  result: ValueType | undefined,
  locals: readonly ValueType[],
  length: number,
): number[] {
  const stack = createRandomStack(random, result, locals, around.declared)
  const writer = { random, stack, around }
  for (let i = 0; i < length; i++) writeInstruction(writer, result, locals)
  while (stack.depth() > 1) stack.close()
  stack.settle()
  stack.write(0x0b)
  return stack.code
}

function writeInstruction(
  writer: Writer,
  result: ValueType | undefined,
  locals: readonly ValueType[],
): void {
  const { random, stack, around } = writer
  const choice = random.below(100)
  if (choice < 35) {
    const { bytes, takes, gives } = random.pick(numeric)
    stack.plain(bytes, takes, gives)
  } else if (choice < 41) writeGlobal(writer)
  else if (choice < 47) writeLocal(writer, locals)
  else if (choice < 57) writeAccess(writer)
  else if (choice < 65) writeBlock(writer)
  else if (choice < 73) {
    if (stack.depth() > 1) stack.close()
  } else if (choice < 79) writeBranch(writer)
  else if (choice < 80) writeEnd(writer, result)
  else if (choice < 85) writeCall(writer)
  else if (choice < 88) {
    if (around.hasTable) writeIndirectCall(writer)
  } else if (choice < 91) writeMemoryInstruction(random, stack, around)
  else if (choice < 93) {
    if (around.hasTable) writeTableInstruction(random, stack, around)
  } else if (choice < 95) writeSelect(writer)
  else if (choice < 97) stack.drop()
  else {
    const type = random.pick(TYPES)
    stack.plain(stack.operand(type), [], type)
  }
}

function writeBlock({ random, stack }: Writer): void {
  if (stack.depth() > MAX_DEPTH) return
  stack.open(random.pick(BLOCK_KINDS), random.oneIn(2) ? undefined : random.pick(TYPES))
}

function writeBranch({ random, stack }: Writer): void {
  const depth = random.below(stack.depth())
  const label = stack.label(depth)
  const carried = label === undefined ? [] : [label]
  switch (random.below(4)) {
    case 0:
      stack.take(carried)
      stack.write(0x0c, ...unsigned(depth))
      stack.die()
      break
    case 1: {
      const alike = Array.from({ length: stack.depth() }, (_, i) => i).filter(
        (i) => stack.label(i) === label,
      )
      const labels = Array.from({ length: random.below(4) }, () => random.pick(alike))
      stack.take([...carried, I32])
      stack.write(0x0e, ...unsigned(labels.length), ...labels, ...unsigned(depth))
      stack.die()
      break
    }
    default:
      stack.plain([0x0d, ...unsigned(depth)], [...carried, I32], label)
  }
}

function writeEnd({ random, stack }: Writer, result: ValueType | undefined): void {
  if (random.oneIn(3)) stack.write(0x00)
  else stack.plain([0x0f], result === undefined ? [] : [result])
  stack.die()
}

function writeCall({ random, stack, around }: Writer): void {
  const index = random.below(around.functions.length)
  const { params, result } = around.functions[index] as FunctionType
  stack.plain([0x10, ...unsigned(index)], params, result)
}

function writeIndirectCall({ random, stack, around }: Writer): void {
  const index = random.below(around.types.length)
  const { params, result } = around.types[index] as FunctionType
  const call = [0x11, ...unsigned(index), 0x00]
  if (random.oneIn(3)) {
    stack.plain(call, [...params, I32], result)
    return
  }
  stack.plain([0x41, ...signed(BigInt(random.below(6))), ...call], params, result)
}

function writeAccess({ random, stack }: Writer): void {
  const { bytes, takes, gives, align = 0 } = random.pick(memoryAccesses)
  const offset = random.oneIn(40) ? random.next() : random.below(32)
  const access = [...bytes, ...unsigned(random.below(align + 1)), ...unsigned(offset)]
  const [, value] = takes
  if (value === undefined) stack.plain([...smallAddress(random), ...access], [], gives)
  else if (random.oneIn(2)) stack.plain(access, takes)
  else stack.write(...smallAddress(random), ...stack.operand(value), ...access)
}

function writeGlobal({ random, stack, around }: Writer): void {
  if (around.globals.length === 0) return
  const index = random.below(around.globals.length)
  const { type, mutable } = around.globals[index] as { type: ValueType; mutable: boolean }
  if (mutable && random.oneIn(2)) stack.plain([0x24, ...unsigned(index)], [type])
  else stack.plain([0x23, ...unsigned(index)], [], type)
}

function writeLocal({ random, stack }: Writer, locals: readonly ValueType[]): void {
  if (locals.length === 0) return
  const index = random.below(locals.length)
  const type = locals[index] as ValueType
  switch (random.below(3)) {
    case 0:
      stack.plain([0x20, ...unsigned(index)], [], type)
      break
    case 1:
      stack.plain([0x21, ...unsigned(index)], [type])
      break
    default:
      stack.plain([0x22, ...unsigned(index)], [type], type)
  }
}

function writeSelect({ random, stack }: Writer): void {
  const type = random.pick(TYPES)
  const select = type === FUNCREF || random.oneIn(3) ? [0x1c, 1, type] : [0x1b]
  stack.plain(select, [type, type, I32], type)
}
