import type { Selection } from './selection.ts'

// What each path answers with. Names and meanings are those of the GraphQL schema, from which the values come; only `attestations` and
// `recipes` of code are this folder's own (code-summary.ts).

const SOURCE = { sourceId: true, repository: true, commit: true, path: true } as const

export const RECIPE = {
  recipeId: true,
  buildEnvironment: true,
  environmentDigest: true,
  buildCommand: true,
  contractPath: true,
  sourceCodeSnapshot: true,
  outputWasmPath: true,
  link: true,
  canonicalJson: true,
  source: SOURCE,
} as const satisfies Selection

export const ATTESTATION = {
  seq: true,
  builder: true,
  recipeId: true,
  outcome: true,
  codeHash: true,
  platform: true,
  network: true,
  tool: true,
  logDigest: true,
  provenance: true,
  blockHeight: true,
  timestamp: true,
  live: true,
  endedBy: true,
  endedBySeq: true,
  recipe: RECIPE,
} as const satisfies Selection

const POSITION = {
  operator: true,
  builder: true,
  seq: true,
  recipeId: true,
  codeHash: true,
  sourceId: true,
} as const satisfies Selection

const VERDICT = {
  status: true,
  policyDigest: true,
  open: true,
  codeHash: true,
  missing: true,
  missingEnvironments: true,
  complete: true,
  counts: { supporting: true, dissenting: true, failed: true, silent: true, ignored: true },
  supporting: POSITION,
  dissenting: POSITION,
  failed: POSITION,
  silent: { operator: true, builder: true },
  ignored: { builder: true, seq: true, reason: true },
  equivocations: { operator: true, builder: true, recipeId: true },
  sources: {
    sourceId: true,
    source: SOURCE,
    operators: true,
    environments: true,
    satisfied: true,
  },
  quorum: { name: true, parent: true, k: true, members: true, satisfied: true, missing: true },
  asOf: { blockHeight: true, blockHash: true, timestamp: true, seq: true, head: true },
} as const satisfies Selection

export const CODE = {
  hash: true,
  attestations: { complete: true, matching: true, builders: true, differing: true, failed: true },
  recipes: { recipeId: true, matching: true, source: SOURCE },
  verdict: VERDICT,
} as const satisfies Selection

const { verdict: _, ...CODE_OF_CONTRACT } = CODE

export const CONTRACT = {
  accountId: true,
  codeHash: true,
  codeSource: true,
  globalAccountId: true,
  blockHeight: true,
  blockHash: true,
  code: CODE_OF_CONTRACT,
  verdict: VERDICT,
} as const satisfies Selection

export const STATUS = {
  network: true,
  registry: true,
  indexedHeight: true,
  indexedHash: true,
  indexedTimestamp: true,
  chainHeight: true,
  lag: true,
  seq: true,
  head: true,
} as const satisfies Selection
