import type { Case } from './cases.ts'
import type { Measured } from './measure.ts'

/** One cost of one call: what was published, in Ggas, and what devnet has, in Ggas rounded as that is. */
export type Row = { case: string; cost: string; published: number; devnet: number }

/** Costs that devnet estimates have other names in its profiles. */
const ESTIMATED = 'APPROXIMATED_'

/** Pairs up what was published with what devnet has measured; a cost that one side does not have is 0 there. */
export function compare(cases: readonly Case[], measured: readonly Measured[]): Row[] {
  return cases.flatMap((one, index) => rowsOf(one, measured[index]))
}

function rowsOf({ title, published }: Case, measured: Measured | undefined): Row[] {
  if (!measured) return []
  const row = (cost: string, known: number, gas: bigint): Row => ({
    case: title,
    cost,
    published: known,
    devnet: rounded(gas),
  })
  const { convert, execute, refund } = measured
  const gas = new Map(
    Object.entries(measured.costs).map(([cost, used]) => [cost.replace(ESTIMATED, ''), used]),
  )
  const costs = new Set([...Object.keys(published.costs), ...gas.keys()])
  return [
    row('convert', published.convert, convert),
    row('execute', published.execute, execute),
    ...[...costs]
      .toSorted((a, b) => (a < b ? -1 : 1))
      .map((cost) => row(cost, published.costs[cost] ?? 0, gas.get(cost) ?? 0n)),
    row('refund', published.refund, refund),
    row('total', published.total, convert + execute + refund),
  ]
}

const GGAS = 10 ** 9
/** From a Tgas on, figures were published to 10 Ggas, below to a hundredth. */
const TGAS = 10n ** 12n
const COARSE = 10
const FINE = 0.01

function rounded(gas: bigint): number {
  const step = gas < TGAS ? FINE : COARSE
  return Number((Math.round(Number(gas) / GGAS / step) * step).toFixed(2))
}
