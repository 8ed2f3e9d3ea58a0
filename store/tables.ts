import type { Kysely, Selectable } from 'kysely'
import type { NetworkMode, Outcome, Provenance } from '../protocol/attestation.ts'
import type { EventKind } from '../protocol/event.ts'

// Only what SQLite and PostgreSQL have in common: TEXT for ids, JSON and nanoseconds (they pass 2^53), BIGINT for
// heights and event numbers. Hashes are base58 as NEAR prints them, unless a comment says hex.

/** Blocks that hold an event or change what an account runs. */
export type BlocksTable = {
  height: number
  hash: string
  /** Nanoseconds since 1970, decimal. */
  timestamp: string
}

/** Every event of the registry; queries give the texts whole, as they were logged. */
export type EventsTable = {
  seq: number
  /** The log line after `EVENT_JSON:`, from which an attestation's recipe is cut: see compact-event.ts. */
  event_json: string
  /** Where the recipe goes back in, in UTF-16 units from the start; null if nothing was cut. */
  recipe_at: number | null
  kind: EventKind
  /** Head of the hash chain after this event. */
  head: string
  block_height: number
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
  /** Event that named it first. */
  first_seq: number
}

export type SourcesTable = {
  source_id: string
  repository: string
  commit: string
  path: string
  /** Event that named it first. */
  first_seq: number
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

// The five tables below sum up attestations, so that no question has to count or compare all of them. writeBatch keeps them.

/** How many builders' live statements say that a recipe gives a code hash; a row stays when they are none any more. */
export type ResultsTable = {
  /** Event that gave it first. */
  first_seq: number
  recipe_id: string
  code_hash: string
  live: number
}

/** When live statements on a recipe gave different code hashes. */
export type ConflictsTable = {
  /** Event by which they came to differ. */
  since_seq: number
  recipe_id: string
  /** Event by which they ceased to; null: they differ. */
  until_seq: number | null
}

/** Statements by which a builder gave another code hash for a recipe than by its last statement that gave one. */
export type EquivocationsTable = {
  seq: number
  /** That last statement, live or ended. */
  earlier_seq: number
  builder: string
  recipe_id: string
}

/** Everybody who ever attested. */
export type BuildersTable = {
  builder: string
  /** Event of its first statement. */
  first_seq: number
  /** Event of its last statement or withdrawal. */
  last_seq: number
  /** Live statements of outcome `built`. */
  live_built: number
  /** Live statements of outcome `failed`. */
  live_failed: number
}

/** One row: how much the registry's events have led to. */
export type TotalsTable = {
  id: 1
  attestations: number
  live_attestations: number
  recipes: number
  sources: number
  builders: number
  policies_in_force: number
  operators: number
  open_conflicts: number
  equivocations: number
}

/** One row: how much is known of what accounts run. */
export type DeploymentTotalsTable = {
  id: 1
  /** Rows of `deployments`: how often an account came to run something. */
  deployments: number
  watched: number
}

/** What an account runs, from a block on. */
export type DeploymentsTable = {
  account_id: string
  block_height: number
  /** `global_account`: the code that `owner` has published under its account, see `global_codes`. */
  kind: DeploymentKind
  /** null for `global_account`, `none` and `deleted`. */
  code_hash: string | null
  /** Account of the global contract; only for `global_account`. */
  owner: string | null
  /** 1: not a change seen in the block, but what the chain said of it when the account came to be watched. */
  found: 0 | 1
  /** null where `found` is 1 or the source of blocks does not say; so are the next two. */
  receipt_id: string | null
  tx_hash: string | null
  signer: string | null
  /** Block from which on the account ran something else; null: in force. */
  until_height: number | null
}

export type DeploymentKind = 'local' | 'global_hash' | 'global_account' | 'none' | 'deleted'

/** The code of a global contract that is known by its owner's account, from a block on. */
export type GlobalCodesTable = {
  owner: string
  block_height: number
  code_hash: string
  /** null where the source of blocks does not say; so are the next two. */
  receipt_id: string | null
  tx_hash: string | null
  signer: string | null
  /** Block from which on it was another code; null: in force. */
  until_height: number | null
}

/** Accounts whose deployments are followed. */
export type WatchedTable = {
  account_id: string
  /** Block from which on no change of theirs is missed. */
  since_height: number
  /** Somebody asked about it, whoever runs the indexer named it, or it came to run code that was attested. */
  reason: 'asked' | 'configured' | 'attested'
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
  blocks: BlocksTable
  events: EventsTable
  recipes: RecipesTable
  sources: SourcesTable
  attestations: AttestationsTable
  policies: PoliciesTable
  operators: OperatorsTable
  results: ResultsTable
  conflicts: ConflictsTable
  equivocations: EquivocationsTable
  builders: BuildersTable
  totals: TotalsTable
  deployment_totals: DeploymentTotalsTable
  deployments: DeploymentsTable
  global_codes: GlobalCodesTable
  watched: WatchedTable
  cursor: CursorTable
}

/** A database, or a transaction on it. */
export type Database = Kysely<Tables>

export type BlockRow = Selectable<BlocksTable>
/** An event with its whole text. */
export type EventRow = Omit<Selectable<EventsTable>, 'recipe_at'>
export type RecipeRow = Selectable<RecipesTable>
export type SourceRow = Selectable<SourcesTable>
export type AttestationRow = Selectable<AttestationsTable>
export type PolicyRow = Selectable<PoliciesTable>
export type OperatorRow = Selectable<OperatorsTable>
export type ConflictRow = Selectable<ConflictsTable>
export type EquivocationRow = Selectable<EquivocationsTable>
export type BuilderRow = Selectable<BuildersTable>
export type Totals = Omit<Selectable<TotalsTable> & Selectable<DeploymentTotalsTable>, 'id'>
export type DeploymentRow = Selectable<DeploymentsTable>
export type GlobalCodeRow = Selectable<GlobalCodesTable>
export type WatchedRow = Selectable<WatchedTable>
export type Cursor = Omit<Selectable<CursorTable>, 'id'>
