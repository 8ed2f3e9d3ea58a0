import { protocolParameters } from '../parameters/index.ts'
import type { GasProfileEntry } from './types.ts'

/** Costs that are not host functions'; their names are the same at every version. */
const ACTION_COSTS: ReadonlySet<string> = new Set(Object.keys(protocolParameters().actionFees))

/** Gives where the gas of a receipt's calls went, in nearcore's order: action costs first, each part by name. */
export function profileEntries(profile: ReadonlyMap<string, bigint>): GasProfileEntry[] {
  const actions: GasProfileEntry[] = []
  const others: GasProfileEntry[] = []
  for (const cost of [...profile.keys()].sort()) {
    const gasUsed = profile.get(cost) ?? 0n
    if (gasUsed === 0n) continue
    if (ACTION_COSTS.has(cost)) actions.push({ costCategory: 'ACTION_COST', cost, gasUsed })
    else others.push({ costCategory: 'WASM_HOST_COST', cost, gasUsed })
  }
  return [...actions, ...others]
}
