import type { GasProfileEntry } from './types.ts'

/** Costs that are not host functions'. Source: nearcore's `ActionCosts` (`core/parameters/src/cost.rs`), as profiles name them. */
const ACTION_COSTS: ReadonlySet<string> = new Set([
  'CREATE_ACCOUNT',
  'DELETE_ACCOUNT',
  'DEPLOY_CONTRACT_BASE',
  'DEPLOY_CONTRACT_BYTE',
  'FUNCTION_CALL_BASE',
  'FUNCTION_CALL_BYTE',
  'TRANSFER',
  'STAKE',
  'ADD_FULL_ACCESS_KEY',
  'ADD_FUNCTION_CALL_KEY_BASE',
  'ADD_FUNCTION_CALL_KEY_BYTE',
  'DELETE_KEY',
  'NEW_ACTION_RECEIPT',
  'NEW_DATA_RECEIPT_BASE',
  'NEW_DATA_RECEIPT_BYTE',
])

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
