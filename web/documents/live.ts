import type {
  NewAttestationAnswer,
  NewAttestationVariables,
  NewVerdictAnswer,
  NewVerdictVariables,
} from '../answers.gen.ts'
import { createDocument } from './document.ts'

/** Tells of each new statement; browsers ask it, for as long as a page is looked at. */
export const NEW_ATTESTATION = createDocument<NewAttestationAnswer, NewAttestationVariables>(
  'subscription NewAttestation($filter: AttestationFilter) { attestations(filter: $filter) { seq } }',
)

/** Tells the verdict on an account, and again whenever it or the code has changed. */
export const NEW_VERDICT = createDocument<NewVerdictAnswer, NewVerdictVariables>(
  `subscription NewVerdict($account: AccountId!, $policy: PolicyInput!) {
    verdictChanged(accountIds: [$account], policy: $policy) { verdict { status } }
  }`,
)
