import type { Both } from '../both.ts'
import { pairByKey } from '../pair-by-key.ts'

/** One source file whose path is not the same in both. */
export type PathChange = {
  a: string
  b: string
  /** What is left of the two without the folders and the name that they end with alike. */
  prefix: Both<string>
}

const MOST_PARTS = 4

/** Pairs paths that end alike: with as many of their last parts as possible, at least the name of the file. */
export function pairPaths(a: readonly string[], b: readonly string[]): PathChange[] {
  const same = pairByKey([...new Set(a)].sort(), [...new Set(b)].sort(), (path) => path)
  let { onlyInA, onlyInB } = same
  const changes: PathChange[] = []
  for (let parts = MOST_PARTS; parts > 0; parts--) {
    const ending = (path: string): string | null => {
      const all = path.split(/[\\/]/)
      return all.length < parts ? null : all.slice(-parts).join('/')
    }
    const found = pairByKey(onlyInA, onlyInB, ending, true)
    onlyInA = found.onlyInA
    onlyInB = found.onlyInB
    for (const pair of found.pairs) changes.push({ ...pair, prefix: withoutCommonEnd(pair) })
  }
  return changes
}

function withoutCommonEnd({ a, b }: Both<string>): Both<string> {
  let same = 0
  let cut = 0
  while (same < Math.min(a.length, b.length) && a.at(-same - 1) === b.at(-same - 1)) {
    same++
    if (/[\\/]/.test(a.at(-same) as string)) cut = same
  }
  return { a: a.slice(0, a.length - cut), b: b.slice(0, b.length - cut) }
}
