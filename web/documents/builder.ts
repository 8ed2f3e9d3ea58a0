import type { BuilderAnswer, BuilderVariables } from '../answers.gen.ts'
import { ATTESTATION_PARTS } from './attestation.ts'
import { createDocument } from './document.ts'
import { STATUS_PARTS } from './status.ts'

/** What a builder has stated, newest first. */
export const BUILDER = createDocument<BuilderAnswer, BuilderVariables>(
  `query Builder($builder: AccountId!, $after: String) {
    status { ...StatusParts }
    builder(accountId: $builder) { built failed firstSeq lastSeq operator { accountId } }
    attestations(first: 50, after: $after, filter: { builder: $builder }) {
      edges { node { ...AttestationParts } }
      pageInfo { hasNextPage endCursor }
    }
  }`,
  STATUS_PARTS,
  ATTESTATION_PARTS,
)
