export type OperandStack = ReturnType<typeof createOperandStack>

type Frame = { height: number; resultSize: number; dead: boolean }

/**
 * Follows the sizes of a function's operands as finite-wasm does (`src/max_stack`): straight through the code, ignoring what is dead, that is what follows
 * an unconditional branch up to the end of its block.
 */
export function createOperandStack() {
  const sizes: number[] = []
  const frames: Frame[] = []
  let current: Frame = { height: 0, resultSize: 0, dead: false }
  let size = 0
  let max = 0

  function push(bytes: number): void {
    if (current.dead || bytes === 0) return
    sizes.push(bytes)
    size += bytes
    if (size > max) max = size
  }

  function pop(count: number): void {
    if (current.dead) return
    for (let i = 0; i < count; i++) size -= sizes.pop() ?? 0
  }

  function close(): Frame {
    const closed = current
    const outer = frames.pop()
    if (outer !== undefined) current = outer
    if (!current.dead) pop(sizes.length - closed.height)
    return closed
  }

  function enter(resultSize: number): void {
    frames.push(current)
    current = { height: sizes.length, resultSize, dead: current.dead }
  }

  return {
    push,
    pop,
    enter,
    otherwise(): void {
      enter(close().resultSize)
    },
    leave(): void {
      if (frames.length > 0) push(close().resultSize)
    },
    die(): void {
      current.dead = true
    },
    max: () => max,
  }
}
