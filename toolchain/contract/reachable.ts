import { constantAt, type LinkGraph } from '../engine/link-graph.ts'

/** What a snapshot's methods cannot come to. */
export type Unreachable = {
  /** Positions in the table, from its base, whose functions nobody can call. */
  slots: Set<number>
  /** Pieces of constant data that nothing refers to. */
  constants: { start: number; end: number }[]
}

/**
 * Finds the functions and constants of the engine that no call of a method can come to: what made the runtime and the built-in
 * objects, and the built-in functions that are in none of them.
 *
 * What refers to what in the code is known from the linker. Memory is looked at as a conservative garbage collector does it: a word
 * that could be the address of a function or a constant is one. `root` is the export that runs a method.
 */
export function findUnreachable(graph: LinkGraph, memory: Uint8Array, root: string): Unreachable {
  const functions = new Set<number>()
  const constants = new Set<number>()
  const queue: number[] = []

  const reachFunction = (index: number | undefined) => {
    if (index === undefined || functions.has(index)) return
    functions.add(index)
    queue.push(index)
  }
  const words = new DataView(memory.buffer, memory.byteOffset, memory.length)
  const reachFrom = (start: number, end: number) => {
    for (let at = (start + 3) & ~3; at + 4 <= end; at += 4) {
      const word = words.getUint32(at, true)
      if (word === 0) continue
      reachFunction(graph.slots[word - graph.tableBase])
      reachConstant(constantAt(graph.constants, word))
    }
  }
  const reachConstant = (index: number | undefined) => {
    if (index === undefined || constants.has(index)) return
    constants.add(index)
    const { start, end } = graph.constants[index] ?? { start: 0, end: 0 }
    reachFrom(start, end)
  }

  reachFunction(graph.exports.get(root))
  // Variables and the heap are behind the constants.
  reachFrom(graph.constants[graph.constants.length - 1]?.end ?? 0, memory.length)
  for (let index = queue.pop(); index !== undefined; index = queue.pop()) {
    for (const called of graph.calls[index] ?? []) reachFunction(called)
    for (const used of graph.uses[index] ?? []) reachConstant(used)
  }
  return {
    slots: new Set(graph.slots.flatMap((index, slot) => (functions.has(index) ? [] : [slot]))),
    constants: graph.constants.filter((_, index) => !constants.has(index)),
  }
}
