// Written by scripts/write-page-types.ts from web/documents and the schema.

export type CodeSource = 'GLOBAL_ACCOUNT' | 'GLOBAL_HASH' | 'LOCAL' | 'NONE' | 'UNKNOWN_ACCOUNT'

export type DeploymentKind = 'DELETED' | 'GLOBAL_ACCOUNT' | 'GLOBAL_HASH' | 'LOCAL' | 'NONE'

export type Ending = 'SUPERSEDED' | 'WITHDRAWN'

export type IgnoredReason = 'NETWORK' | 'NOT_IN_POLICY' | 'SUBJECT_ITSELF' | 'TOO_OLD' | 'WITHDRAWN'

export type NetworkMode = 'FETCH_THEN_NONE' | 'NONE' | 'ONLINE'

export type Outcome = 'BUILT' | 'FAILED'

export type PolicyEnding = 'REMOVED' | 'SUPERSEDED'

export type Provenance = 'ONCHAIN' | 'SUBMITTER'

export type VerdictStatus =
  | 'DISPUTED'
  | 'NO_CODE'
  | 'PARTIAL'
  | 'UNATTESTED'
  | 'UNKNOWN_ACCOUNT'
  | 'VERIFIED'

export type AttestationParts = {
  seq: number
  builder: string
  recipeId: string
  codeHash: string | null
  outcome: Outcome
  platform: string
  network: NetworkMode
  tool: string
  provenance: Provenance
  live: boolean
  endedBy: Ending | null
  timestamp: string
  recipe: { source: { repository: string; commit: string; path: string } | null } | null
}

export type BuilderAnswer = {
  status: StatusParts | null
  builder: {
    built: number
    failed: number
    firstSeq: number
    lastSeq: number
    operator: { accountId: string } | null
  } | null
  attestations: {
    edges: { node: AttestationParts }[]
    pageInfo: { hasNextPage: boolean; endCursor: string | null }
  } | null
}

export type BuilderVariables = { builder: string; after?: string | null }

export type CodeAnswer = {
  status: StatusParts | null
  code: {
    deployments: { edges: { node: DeploymentParts }[]; pageInfo: { hasNextPage: boolean } } | null
    attestations: {
      edges: { node: AttestationParts & { recipe: RecipeParts | null } }[]
      pageInfo: { hasNextPage: boolean }
    } | null
  } | null
}

export type CodeVariables = { hash: string }

export type CodeVerdictAnswer = {
  code: { verdict: VerdictParts | null } | null
  policy: { digest: string; open: boolean; text: string } | null
}

export type CodeVerdictVariables = {
  hash: string
  policy: { id: string } | { json: unknown } | { text: string }
}

export type ConflictParts = {
  open: boolean
  sinceSeq: number
  untilSeq: number | null
  recipeId: string
  since: { timestamp: string } | null
  recipe: {
    source: { repository: string; commit: string; path: string } | null
    results: { codeHash: string; live: number }[] | null
  } | null
}

export type ContractAnswer = {
  status: StatusParts | null
  contract: {
    accountId: string
    codeHash: string | null
    codeSource: CodeSource
    globalAccountId: string | null
    blockHeight: number | null
    blockHash: string | null
    watchedSince: number | null
    upgradeability: {
      fullAccessKeys: number
      globalOwner: string | null
      globalOwnerFullAccessKeys: number | null
      locked: boolean
    } | null
    deployments: { edges: { node: DeploymentParts }[]; pageInfo: { hasNextPage: boolean } } | null
    code: {
      attestations: {
        edges: { node: AttestationParts & { recipe: RecipeParts | null } }[]
        pageInfo: { hasNextPage: boolean }
      } | null
    } | null
  } | null
}

export type ContractVariables = { account: string }

export type ContractVerdictAnswer = {
  contract: { verdict: VerdictParts | null } | null
  policy: { digest: string; open: boolean; text: string } | null
}

export type ContractVerdictVariables = {
  account: string
  policy: { id: string } | { json: unknown } | { text: string }
}

export type DeploymentParts = {
  accountId: string
  kind: DeploymentKind
  codeHash: string | null
  globalAccountId: string | null
  found: boolean
  fromHeight: number
  fromTimestamp: string | null
  untilHeight: number | null
  signer: string | null
  txHash: string | null
}

export type HomeAnswer = {
  status: StatusParts | null
  attestations: { edges: { node: AttestationParts }[] } | null
  conflicts: { edges: { node: ConflictParts }[] } | null
}

export type NewAttestationAnswer = { attestations: { seq: number } }

export type NewAttestationVariables = {
  filter?: {
    builder?: string
    codeHash?: string
    live?: boolean
    outcome?: Outcome
    recipeId?: string
  } | null
}

export type NewVerdictAnswer = { verdictChanged: { verdict: { status: VerdictStatus } } }

export type NewVerdictVariables = {
  account: string
  policy: { id: string } | { json: unknown } | { text: string }
}

export type OnRecipeAnswer = {
  attestations: { edges: { node: AttestationParts }[]; pageInfo: { hasNextPage: boolean } } | null
}

export type OnRecipeVariables = { id: string }

export type PolicyAnswer = {
  status: StatusParts | null
  policy: { digest: string; open: boolean; text: string; json: unknown } | null
  publishedPolicy: {
    version: number
    timestamp: string
    versions: {
      edges: {
        node: {
          version: number
          digest: string
          timestamp: string
          inForce: boolean
          endedBy: PolicyEnding | null
        }
      }[]
    } | null
  } | null
}

export type PolicyVariables = { id: string }

export type PositionParts = {
  operator: string
  builder: string
  seq: number
  recipeId: string
  codeHash: string | null
  attestation: { network: NetworkMode; tool: string; platform: string; timestamp: string } | null
}

export type QuorumParts = {
  name: string
  parent: string | null
  k: number
  members: string[]
  satisfied: boolean
  missing: number
}

export type RecipeAnswer = {
  status: StatusParts | null
  recipe: RecipeParts | null
  attestations: { edges: { node: AttestationParts }[]; pageInfo: { hasNextPage: boolean } } | null
}

export type RecipeParts = {
  recipeId: string
  buildEnvironment: string
  buildCommand: string[]
  contractPath: string
  sourceCodeSnapshot: string
  outputWasmPath: string | null
  link: string | null
  canonicalJson: string
  source: { repository: string; commit: string; path: string } | null
}

export type RecipeVariables = { id: string }

export type SearchAnswer = {
  status: StatusParts | null
  search:
    | {
        node:
          | ({ __typename: 'Attestation' } & { seq: number; builder: string; recipeId: string })
          | ({ __typename: 'Builder' } & { accountId: string; built: number; failed: number })
          | ({ __typename: 'Code' } & { hash: string })
          | ({ __typename: 'Contract' } & { accountId: string; codeHash: string | null })
          | ({ __typename: 'Operator' } & { accountId: string })
          | ({ __typename: 'Policy' } & {
              policyId: string
              owner: string
              name: string
              inForce: boolean
            })
          | ({ __typename: 'Recipe' } & { recipeId: string })
          | ({ __typename: 'Source' } & {
              repository: string
              commit: string
              path: string
              recipes: { edges: { node: { recipeId: string } }[] } | null
            })
          | null
      }[]
    | null
}

export type SearchVariables = { text: string }

export type StatusAnswer = { status: StatusParts | null }

export type StatusParts = {
  network: string
  registry: string
  indexedHeight: number
  indexedHash: string
  indexedTimestamp: string
  chainHeight: number | null
  lag: number | null
  seq: number
  head: string
}

export type VerdictParts = {
  status: VerdictStatus
  missing: number
  missingEnvironments: number
  open: boolean
  complete: boolean
  codeHash: string | null
  policyDigest: string
  counts: {
    supporting: number
    dissenting: number
    failed: number
    silent: number
    ignored: number
  }
  supporting: (PositionParts & { recipe: RecipeParts | null })[]
  dissenting: PositionParts[]
  failed: PositionParts[]
  silent: { operator: string; builder: string }[]
  ignored: { builder: string; seq: number; reason: IgnoredReason }[]
  equivocations: { operator: string | null; builder: string; recipeId: string }[]
  quorum: QuorumParts[]
  asOf: {
    blockHeight: number
    blockHash: string | null
    timestamp: string
    seq: number
    head: string
  }
}
