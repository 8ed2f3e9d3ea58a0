import { randomConstant } from './random-constants.ts'
import type { RandomNumbers } from './random-numbers.ts'
import { I32, unsigned, type ValueType } from './wasm-writer.ts'

type Frame = {
  height: number
  /** What a branch to it carries. */
  label: ValueType | undefined
  result: ValueType | undefined
  isDead: boolean
  /** An `if` that has no `else` yet. */
  isIf: boolean
}

export type RandomStack = ReturnType<typeof createRandomStack>

/** Writes the instructions of a function and follows the types of its operands, so that what is written is valid. */
export function createRandomStack(
  random: RandomNumbers,
  result: ValueType | undefined,
  locals: readonly ValueType[],
  declared: readonly number[],
) {
  const code: number[] = []
  const stack: ValueType[] = []
  const frames: Frame[] = [{ height: 0, label: result, result, isDead: false, isIf: false }]
  const top = (): Frame => frames.at(-1) as Frame

  /** Gives an instruction that pushes a value of a type. */
  function operand(type: ValueType): number[] {
    const fitting = [...locals.keys()].filter((i) => locals[i] === type)
    if (fitting.length > 0 && random.oneIn(2)) return [0x20, ...unsigned(random.pick(fitting))]
    return randomConstant(random, type, declared)
  }

  /** Makes sure that operands are there: as they come, newly pushed, or, in dead code, not at all. */
  function take(types: readonly ValueType[]): void {
    const have = stack.slice(top().height)
    const matches = types.every((type, i) => have[have.length - types.length + i] === type)
    if (matches && have.length >= types.length) {
      stack.length -= types.length
      return
    }
    if (top().isDead && have.length === 0 && random.oneIn(2)) return
    for (const type of types) code.push(...operand(type))
  }

  function give(type: ValueType | undefined): void {
    if (type !== undefined) stack.push(type)
  }

  /** Leaves on the stack what the innermost block gives, and nothing else. */
  function settle(): void {
    const { height, result: wanted, isDead } = top()
    const have = stack.slice(height)
    if (have.length === (wanted === undefined ? 0 : 1) && have[0] === wanted) return
    for (let left = have.length; left > 0; left--) code.push(0x1a)
    stack.length = height
    if (wanted !== undefined && !(isDead && random.oneIn(2))) code.push(...operand(wanted))
  }

  return {
    code,
    operand,
    take,
    give,
    settle,
    write: (...bytes: readonly number[]): void => void code.push(...bytes),
    /** Writes an instruction that takes and gives values. */
    plain(bytes: readonly number[], takes: readonly ValueType[], gives?: ValueType): void {
      take(takes)
      code.push(...bytes)
      give(gives)
    },
    depth: () => frames.length,
    /** Gives what a branch carries, by the depth of its target. */
    label: (depth: number) => frames[frames.length - 1 - depth]?.label,
    /** Marks what follows as code that is never reached. */
    die(): void {
      stack.length = top().height
      top().isDead = true
    },
    drop(): void {
      if (stack.length === top().height) {
        code.push(0x01)
        return
      }
      code.push(0x1a)
      stack.length--
    },
    open(kind: number, type: ValueType | undefined): void {
      if (kind === IF) take([I32])
      code.push(kind, type ?? EMPTY_BLOCK)
      const label = kind === LOOP ? undefined : type
      frames.push({
        height: stack.length,
        label,
        result: type,
        isDead: false,
        isIf: kind === IF,
      })
    },
    /** Ends the innermost block, or the first half of an `if`; one that gives something must have both. */
    close(): void {
      const frame = top()
      settle()
      stack.length = frame.height
      if (frame.isIf && (frame.result !== undefined || random.oneIn(2))) {
        code.push(0x05)
        frame.isIf = false
        frame.isDead = false
        return
      }
      code.push(0x0b)
      frames.pop()
      give(frame.result)
    },
  }
}

const LOOP = 0x03
const IF = 0x04
const EMPTY_BLOCK = 0x40
