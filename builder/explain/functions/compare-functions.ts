import type { Both } from '../both.ts'
import { type ConstantCounts, compareCode, type Likeness } from './compare-code.ts'
import { type Counterparts, createCounterparts } from './counterparts.ts'
import { type FunctionMatch, type MatchedBy, matchFunctions } from './match.ts'
import { countMoved } from './moved.ts'
import type { OwnFunction, Side } from './side.ts'

export type FunctionRef = { index: number; name: string | null; bytes: number }

/** A function that is not the same in both, or is in one only; there `by` is null. */
export type FunctionDifference = {
  a: FunctionRef | null
  b: FunctionRef | null
  likeness: Exclude<Likeness, 'same'> | 'onlyInA' | 'onlyInB'
  by: MatchedBy | null
}

export type FunctionsReport = {
  /** Functions with code. */
  count: Both<number>
  /** Bytes of their code. */
  bytes: Both<number>
  same: number
  encoding: number
  indices: number
  constants: number
  changed: number
  onlyInA: number
  onlyInB: number
  /** Bytes of the functions that are changed or in one module only. */
  changedBytes: Both<number>
  /** Counterparts that stand in another order: the fewest that one would have to move. */
  moved: number
  /** Constants that differ in functions that are otherwise the same. */
  differingConstants: ConstantCounts
  /** The commonest distances between them, from a to b, for i32 constants and offsets. */
  shifts: { by: number; times: number }[]
  /** Numbers in code that are longer than they need be, as linkers leave them and optimisers do not. */
  paddedNumbers: Both<number>
  /** Functions with instructions that are not known, which are compared as bytes. */
  undecoded: Both<number>
  differences: FunctionDifference[]
}

const SHIFTS_SHOWN = 5

/** Compares the functions of two modules. */
export function compareFunctions(
  a: Side,
  b: Side,
): { report: FunctionsReport; areCounterparts: Counterparts } {
  const matches = matchFunctions(a.functions, b.functions)
  const areCounterparts = createCounterparts(a.module, b.module, matches)
  const report = emptyReport(a, b, matches)
  const shifts = new Map<number, number>()
  for (const match of matches) {
    const {
      likeness,
      constants,
      shifts: found,
    } = compareCode(
      { module: a.module, of: match.a },
      { module: b.module, of: match.b },
      areCounterparts,
    )
    report[likeness]++
    if (likeness === 'same') continue
    report.differences.push({
      a: refer(a, match.a),
      b: refer(b, match.b),
      likeness,
      by: match.by,
    })
    if (likeness === 'changed') addBytes(report, match.a, match.b)
    if (likeness !== 'constants') continue
    for (const by of found) shifts.set(by, (shifts.get(by) ?? 0) + 1)
    for (const kind of ['i32', 'i64', 'float', 'offset'] as const) {
      report.differingConstants[kind] += constants[kind]
    }
  }
  addUnmatched(report, a, b, matches)
  report.shifts = [...shifts]
    .map(([by, times]) => ({ by, times }))
    .sort((x, y) => y.times - x.times || Math.abs(x.by) - Math.abs(y.by))
    .slice(0, SHIFTS_SHOWN)
  return { report, areCounterparts }
}

function emptyReport(a: Side, b: Side, matches: FunctionMatch[]): FunctionsReport {
  const both = (measure: (of: OwnFunction) => number): Both<number> => ({
    a: sum(a.functions, measure),
    b: sum(b.functions, measure),
  })
  return {
    count: both(() => 1),
    bytes: both(lengthOf),
    same: 0,
    encoding: 0,
    indices: 0,
    constants: 0,
    changed: 0,
    onlyInA: 0,
    onlyInB: 0,
    changedBytes: { a: 0, b: 0 },
    moved: countMoved(matches.map((match) => match.b.index)),
    differingConstants: { i32: 0, i64: 0, float: 0, offset: 0 },
    shifts: [],
    paddedNumbers: both(({ padded }) => padded),
    undecoded: both(({ instructions }) => (instructions === null ? 1 : 0)),
    differences: [],
  }
}

function addUnmatched(
  report: FunctionsReport,
  a: Side,
  b: Side,
  matches: readonly FunctionMatch[],
): void {
  const matched = new Set(matches.flatMap((match) => [match.a, match.b]))
  for (const of of a.functions) {
    if (matched.has(of)) continue
    report.onlyInA++
    addBytes(report, of, undefined)
    report.differences.push({ a: refer(a, of), b: null, likeness: 'onlyInA', by: null })
  }
  for (const of of b.functions) {
    if (matched.has(of)) continue
    report.onlyInB++
    addBytes(report, undefined, of)
    report.differences.push({ a: null, b: refer(b, of), likeness: 'onlyInB', by: null })
  }
}

const lengthOf = ({ start, end }: OwnFunction): number => end - start

const sum = (functions: readonly OwnFunction[], measure: (of: OwnFunction) => number): number =>
  functions.reduce((total, of) => total + measure(of), 0)

function addBytes(
  { changedBytes }: FunctionsReport,
  a: OwnFunction | undefined,
  b: OwnFunction | undefined,
): void {
  changedBytes.a += a === undefined ? 0 : lengthOf(a)
  changedBytes.b += b === undefined ? 0 : lengthOf(b)
}

function refer(side: Side, of: OwnFunction): FunctionRef {
  return { index: of.index, name: side.names.get(of.index) ?? null, bytes: lengthOf(of) }
}
