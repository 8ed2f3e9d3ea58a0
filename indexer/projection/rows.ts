import type { Batch, BlockRow } from '../../store/index.ts'

/** What events change in the tables. */
export type Rows = Omit<Batch, 'cursor' | 'operators' | 'blocks'> & {
  blocks: BlockRow[]
  operators: Map<string, Batch['operators'] extends ReadonlyMap<string, infer V> ? V : never>
}

export function noRows(): Rows {
  return {
    blocks: [],
    events: [],
    sources: [],
    recipes: [],
    attestations: [],
    attestationEndings: [],
    policies: [],
    policyEndings: [],
    operators: new Map(),
  }
}

/** Appends what later events change. */
export function appendRows(rows: Rows, later: Rows): void {
  rows.blocks.push(...later.blocks)
  rows.events.push(...later.events)
  rows.sources.push(...later.sources)
  rows.recipes.push(...later.recipes)
  rows.attestations.push(...later.attestations)
  rows.attestationEndings.push(...later.attestationEndings)
  rows.policies.push(...later.policies)
  rows.policyEndings.push(...later.policyEndings)
  for (const [account, row] of later.operators) rows.operators.set(account, row)
}
