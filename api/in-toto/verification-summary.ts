import type { CodeHash } from '../../protocol/code-hash.ts'
import type { PolicyInput } from '../verdicts/policies.ts'
import type { ApiVerdict } from '../verdicts/verdicts.ts'
import {
  type ResourceDescriptor,
  rfc3339,
  STATEMENT_TYPE,
  type Statement,
  sha256Digest,
} from './statement.ts'
import { policyUri, type Registry, VERDICT_FIELD, VERIFIER } from './uris.ts'

export const VERIFICATION_SUMMARY = 'https://slsa.dev/verification_summary/v1'

/** What `verifiedLevels` says; none begins with `SLSA_`, since no level of SLSA is claimed. */
export const QUORUM = 'COUNTERSIGN_QUORUM'
export const OPEN_QUORUM = 'COUNTERSIGN_OPEN_QUORUM'

/** The predicate of SLSA's verification summary v1 (https://slsa.dev/spec/v1.2/verification_summary). */
export type VerificationSummary = {
  verifier: { id: string }
  timeVerified: string
  resourceUri: string
  policy: ResourceDescriptor
  inputAttestations?: ResourceDescriptor[]
  verificationResult: 'PASSED' | 'FAILED'
  verifiedLevels: string[]
  [VERDICT_FIELD]: {
    status: ApiVerdict['status']
    open: boolean
    network: string
    registry: string
    asOf: { blockHeight: number; blockHash: string | null; seq: number; head: string }
  }
}

/** A verdict on code with what its summary says beside it. */
export type Judged = {
  verdict: ApiVerdict & { code_hash: CodeHash }
  policy: PolicyInput
  /** What the subject is called, and where to get it. */
  subject: { name: string; uri: string }
  registry: Registry
  /** All attestations that the verdict was made from, or undefined if they are too many to list. */
  inputs: ResourceDescriptor[] | undefined
}

/** Writes a verdict as a verification summary: VERIFIED has passed, and everything else has failed. */
export function summaryStatement({
  verdict,
  policy,
  subject,
  registry,
  inputs,
}: Judged): Statement<VerificationSummary> {
  const { status, open, policy_digest, code_hash, as_of } = verdict
  const passed = status === 'VERIFIED'
  const level = open ? OPEN_QUORUM : QUORUM
  return {
    _type: STATEMENT_TYPE,
    subject: [{ name: subject.name, digest: sha256Digest(code_hash) }],
    predicateType: VERIFICATION_SUMMARY,
    predicate: {
      verifier: { id: VERIFIER },
      timeVerified: rfc3339(as_of.timestamp),
      resourceUri: subject.uri,
      policy: {
        uri: policyUri(registry, policy, policy_digest),
        digest: sha256Digest(policy_digest),
      },
      ...(inputs !== undefined && { inputAttestations: inputs }),
      verificationResult: passed ? 'PASSED' : 'FAILED',
      verifiedLevels: [passed ? level : 'FAILED'],
      [VERDICT_FIELD]: {
        status,
        open,
        network: registry.network,
        registry: registry.registry,
        asOf: {
          blockHeight: as_of.block_height,
          blockHash: as_of.block_hash,
          seq: as_of.seq,
          head: as_of.head,
        },
      },
    },
  }
}
