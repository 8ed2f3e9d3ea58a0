import type { Tables } from './tables.ts'

/** A table, and the column that its rows are told apart by. */
export type KeyedTable = { name: keyof Tables; key: string }

/** The tables whose rows follow from the texts of the events alone; a row refers to none of a later table. */
export const PROJECTED_TABLES = [
  { name: 'sources', key: 'source_id' },
  { name: 'recipes', key: 'recipe_id' },
  { name: 'events', key: 'seq' },
  { name: 'attestations', key: 'seq' },
  { name: 'policies', key: 'seq' },
  { name: 'operators', key: 'account' },
  { name: 'results', key: 'first_seq' },
  { name: 'conflicts', key: 'since_seq' },
  { name: 'equivocations', key: 'seq' },
  { name: 'builders', key: 'builder' },
  { name: 'totals', key: 'id' },
] as const satisfies readonly KeyedTable[]
