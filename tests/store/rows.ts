import type {
  AttestationRow,
  Batch,
  DeploymentRow,
  EventRow,
  GlobalCodeRow,
} from '../../store/index.ts'

// Rows with made-up values; the store does not look into ids.

export const event = (seq: number, given: Partial<EventRow> = {}): EventRow => ({
  seq,
  event_json: `{"seq":${seq}}`,
  kind: 'attest',
  head: `head ${seq}`,
  block_height: 100 + seq,
  tx_hash: null,
  receipt_id: `receipt ${seq}`,
  log_index: 0,
  ...given,
})

export const attestation = (seq: number, given: Partial<AttestationRow> = {}): AttestationRow => ({
  seq,
  builder: 'acme.near',
  recipe_id: 'recipe 1',
  outcome: given.code_hash === null ? 'failed' : 'built',
  code_hash: 'code 1',
  platform: 'linux/amd64',
  network: 'none',
  tool: 'countersign/1.0.0',
  log_digest: null,
  provenance: 'onchain',
  block_height: 100 + seq,
  timestamp: '1700000000000000000',
  ended_by_seq: null,
  ended_by: null,
  ...given,
})

export const deployment = (
  account_id: string,
  block_height: number,
  given: Partial<DeploymentRow> = {},
): DeploymentRow => ({
  account_id,
  block_height,
  kind: 'local',
  code_hash: 'code 1',
  owner: null,
  found: 0,
  receipt_id: `receipt ${block_height}`,
  tx_hash: `transaction ${block_height}`,
  signer: account_id,
  until_height: null,
  ...given,
})

export const globalCode = (
  owner: string,
  block_height: number,
  given: Partial<GlobalCodeRow> = {},
): GlobalCodeRow => ({
  owner,
  block_height,
  code_hash: 'code 1',
  receipt_id: null,
  tx_hash: null,
  signer: owner,
  until_height: null,
  ...given,
})

/** A batch of attestations with their events, and the recipes that they name. */
export function batch(attestations: AttestationRow[], given: Partial<Batch> = {}): Batch {
  const first = new Map(attestations.toReversed().map((row) => [row.recipe_id, row.seq]))
  const ids = [...new Set(attestations.map(({ recipe_id }) => recipe_id))]
  const seq = attestations.at(-1)?.seq ?? 0
  return {
    blocks: attestations.map(({ block_height, timestamp }) => ({
      height: block_height,
      hash: `block ${block_height}`,
      timestamp,
    })),
    events: attestations.map((row) => event(row.seq)),
    sources: ids.map((id) => ({
      source_id: `source of ${id}`,
      repository: 'https://example.org/team/contract',
      commit: 'a'.repeat(40),
      path: '',
      first_seq: first.get(id) ?? 0,
    })),
    recipes: ids.map((recipe_id) => ({
      recipe_id,
      canonical_json: '{}',
      source_id: `source of ${recipe_id}`,
      environment: `image of ${recipe_id}`,
      first_seq: first.get(recipe_id) ?? 0,
    })),
    attestations,
    attestationEndings: [],
    policies: [],
    policyEndings: [],
    operators: new Map(),
    cursor: {
      network: 'testing',
      registry: 'registry.near',
      height: 100 + seq,
      block_hash: `block ${100 + seq}`,
      timestamp: '1700000000000000000',
      seq,
      head: `head ${seq}`,
    },
    ...given,
  }
}
