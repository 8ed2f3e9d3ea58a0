import { pairByKey } from '../pair-by-key.ts'
import type { OwnFunction } from './side.ts'

/** How two functions were found to be counterparts. */
export type MatchedBy = 'name' | 'code' | 'shape' | 'order'

export type FunctionMatch = { a: OwnFunction; b: OwnFunction; by: MatchedBy }

/** Of functions that only their place makes counterparts, this share of the instructions must be of the same kinds. */
const ALIKE = 0.5

/**
 * Finds for each function of one module its counterpart in the other: by name, then by the same code, then by the same instructions, then
 * by the place between others. Each function has at most one, and the order of the two modules makes no difference.
 */
export function matchFunctions(
  left: readonly OwnFunction[],
  right: readonly OwnFunction[],
): FunctionMatch[] {
  const partners = new Map<OwnFunction, OwnFunction>()
  const matches: FunctionMatch[] = []
  let [restOfA, restOfB] = [left, right]

  const add = (a: OwnFunction, b: OwnFunction, by: MatchedBy) => {
    partners.set(a, b)
    matches.push({ a, b, by })
  }
  function byKey(key: (of: OwnFunction) => string | null, by: MatchedBy, whole: boolean): void {
    const { pairs, onlyInA, onlyInB } = pairByKey(restOfA, restOfB, key, whole)
    for (const { a, b } of pairs) add(a, b, by)
    restOfA = onlyInA
    restOfB = onlyInB
  }

  /** Goes on from each match, and from the end of the modules, to the functions next to it, in one direction. */
  function byNeighbour(step: 1 | -1): void {
    const places = new Map(right.map((b, place) => [b, place]))
    const free = new Set(restOfB)
    const [first, outside] = step === 1 ? [0, -1] : [left.length - 1, right.length]
    for (let i = first; i >= 0 && i < left.length; i += step) {
      const [a, before] = [left[i] as OwnFunction, left[i - step]]
      const partner = before && partners.get(before)
      const place = before === undefined ? outside : partner && places.get(partner)
      const b = place === undefined ? undefined : right[place + step]
      if (partners.has(a) || b === undefined || !free.has(b) || !areAlike(a, b)) continue
      add(a, b, 'order')
      free.delete(b)
    }
    restOfA = restOfA.filter((a) => !partners.has(a))
    restOfB = restOfB.filter((b) => free.has(b))
  }

  byKey(({ name }) => name, 'name', true)
  byKey(({ type, code }) => `${type} ${code}`, 'code', false)
  byKey(({ type, shape }) => `${type} ${shape}`, 'shape', true)
  byNeighbour(1)
  byNeighbour(-1)
  byKey(({ type, shape }) => `${type} ${shape}`, 'shape', false)
  return matches.sort((x, y) => x.a.index - y.a.index)
}

/** Says whether two functions have one type and mostly the same bytes in their shapes, wherever these stand. */
function areAlike(a: OwnFunction, b: OwnFunction): boolean {
  if (a.type !== b.type) return false
  const counts = new Int32Array(256)
  for (let i = 0; i < a.shape.length; i++) count(counts, a.shape.charCodeAt(i), 1)
  for (let i = 0; i < b.shape.length; i++) count(counts, b.shape.charCodeAt(i), -1)
  const different = counts.reduce((sum, times) => sum + Math.abs(times), 0)
  return different <= (1 - ALIKE) * (a.shape.length + b.shape.length)
}

function count(counts: Int32Array, byte: number, by: number): void {
  counts[byte] = (counts[byte] ?? 0) + by
}
