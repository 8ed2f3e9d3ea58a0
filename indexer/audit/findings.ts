import type { RowKey, TableRow } from '../../store/index.ts'

/** One thing in a mirror that is not as the events say. */
export type Finding = {
  table: string
  key: RowKey
  /** null: the whole row. */
  column: string | null
  /** With no column: null if there is no such row. Left out where `problem` says it. */
  stored?: TableRow | string | number | null
  /** With no column: null if there should be no such row. Left out where it cannot be computed. */
  computed?: TableRow | string | number | null
  /** What is wrong, where the two values do not say it. */
  problem?: string
}

export type Findings = {
  add(finding: Finding): void
  /** The first of them. */
  list(): readonly Finding[]
  /** How many there are beyond those. */
  more(): number
}

/** Makes a list that keeps the first findings and counts the others. */
export function createFindings(most: number): Findings {
  const kept: Finding[] = []
  let count = 0
  return {
    add(finding) {
      count++
      if (kept.length < most) kept.push(finding)
    },
    list: () => kept,
    more: () => count - kept.length,
  }
}
