import { protocolParameters } from '../parameters/index.ts'
import type { GasProfileEntry } from './types.ts'

/** Costs that are not host functions'; their names are the same at every version. */
const ACTION_COSTS: ReadonlySet<string> = new Set(Object.keys(protocolParameters().actionFees))

/** Gives where the gas of a receipt's calls went, in nearcore's order: action costs first, each part by name. */
export function profileEntries(profile: ReadonlyMap<string, bigint>): GasProfileEntry[] {
  const entries = [...profile]
    .filter(([, gas]) => gas > 0n)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([cost, gasUsed]) => ({
      costCategory: ACTION_COSTS.has(cost) ? 'ACTION_COST' : 'WASM_HOST_COST',
      cost,
      gasUsed,
    }))
  const actions = entries.filter(({ costCategory }) => costCategory === 'ACTION_COST')
  return [...actions, ...entries.filter((entry) => !actions.includes(entry))]
}
