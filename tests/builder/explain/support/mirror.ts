import type { Explanation } from '../../../../builder/explain/index.ts'

/** Each name, and what it becomes when a and b change places. */
const OTHER: Readonly<Record<string, string>> = {
  a: 'b',
  b: 'a',
  onlyInA: 'onlyInB',
  onlyInB: 'onlyInA',
}

/** Lets the two sides of an explanation change places, with all lists in an order of their own. */
export function mirrored(explanation: Explanation): unknown {
  return sorted(swap(explanation))
}

/** Puts all lists in an order that does not come from which side they were found on first. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted).toSorted((x, y) => (JSON.stringify(x) < JSON.stringify(y) ? -1 : 1))
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([x], [y]) => (x < y ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}

function swap(value: unknown, key = ''): unknown {
  if (key === 'side' || key === 'likeness' || key === 'status') return OTHER[String(value)] ?? value
  if (key === 'by' && typeof value === 'number') return 0 - value
  if (Array.isArray(value)) return value.map((item) => swap(item))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [OTHER[name] ?? name, swap(inner, name)]),
  )
}
