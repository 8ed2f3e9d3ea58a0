import type { Kysely, Selectable } from 'kysely'
import type { NetworkMode, Outcome, Provenance } from '../protocol/attestation.ts'
import type { EventKind } from '../protocol/event.ts'

// Only what SQLite and PostgreSQL have in common: TEXT for ids, JSON and nanoseconds (they pass 2^53), BIGINT for
// heights and event numbers. Hashes are base58 as NEAR prints them, unless a comment says hex.

/** Every event of the registry, as it was logged. */
export type EventsTable = {
  seq: number
  /** The log line after `EVENT_JSON:`, byte for byte: the hash chain is over it. */
  event_json: string
  kind: EventKind
  /** Head of the hash chain after this event. */
  head: string
  block_height: number
  block_hash: string
  /** Time of the block, nanoseconds since 1970, decimal. */
  timestamp: string
  /** null where the source of blocks does not say. */
  tx_hash: string | null
  receipt_id: string
  /** Position among the logs of the receipt. */
  log_index: number
}

export type RecipesTable = {
  recipe_id: string
  canonical_json: string
  source_id: string
  /** Image digest of the build environment, hex. */
  environment: string
}

export type SourcesTable = {
  source_id: string
  repository: string
  commit: string
  path: string
}

/** Every statement ever made; one whose `ended_by_seq` is null is live. */
export type AttestationsTable = {
  seq: number
  builder: string
  recipe_id: string
  outcome: Outcome
  code_hash: string | null
  platform: string
  network: NetworkMode
  tool: string
  /** hex */
  log_digest: string | null
  provenance: Provenance
  block_height: number
  timestamp: string
  ended_by_seq: number | null
  ended_by: 'superseded' | 'withdrawn' | null
}

/** Every version of every policy; one whose `ended_by_seq` is null is in force. */
export type PoliciesTable = {
  seq: number
  owner: string
  name: string
  policy_version: number
  digest: string
  policy_json: string
  block_height: number
  timestamp: string
  ended_by_seq: number | null
  ended_by: 'superseded' | 'removed' | null
}

/** Which operator an account has declared to belong to, by its latest event. */
export type OperatorsTable = {
  account: string
  operator: string
  seq: number
  block_height: number
  timestamp: string
}

/** One row: up to where everything was seen. */
export type CursorTable = {
  id: 1
  /** Chain id, for example `mainnet`. */
  network: string
  registry: string
  height: number
  block_hash: string
  timestamp: string
  /** Number of the last event; 0 before the first. */
  seq: number
  head: string
  /** Grows with every change to any other table; equal versions mean equal answers. */
  data_version: number
}

export type Tables = {
  events: EventsTable
  recipes: RecipesTable
  sources: SourcesTable
  attestations: AttestationsTable
  policies: PoliciesTable
  operators: OperatorsTable
  cursor: CursorTable
}

/** A database, or a transaction on it. */
export type Database = Kysely<Tables>

export type EventRow = Selectable<EventsTable>
export type RecipeRow = Selectable<RecipesTable>
export type SourceRow = Selectable<SourcesTable>
export type AttestationRow = Selectable<AttestationsTable>
export type PolicyRow = Selectable<PoliciesTable>
export type OperatorRow = Selectable<OperatorsTable>
export type Cursor = Omit<Selectable<CursorTable>, 'id'>
