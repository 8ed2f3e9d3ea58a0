export type RandomNumbers = ReturnType<typeof createRandomNumbers>

/** Makes a sequence of numbers that a seed decides (splitmix32). */
export function createRandomNumbers(seed: number) {
  let state = seed >>> 0

  function next(): number {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = state ^ (state >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    return (mixed ^ (mixed >>> 15)) >>> 0
  }

  const below = (limit: number): number => next() % limit
  return {
    /** Gives a whole number of 32 bits. */
    next,
    below,
    /** Gives true once in `times`. */
    oneIn: (times: number): boolean => below(times) === 0,
    pick: <T>(from: readonly T[]): T => from[below(from.length)] as T,
  }
}
