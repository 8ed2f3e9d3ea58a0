import type { PolicyAnswer, PolicyVariables } from '../answers.gen.ts'
import { createDocument } from './document.ts'
import { STATUS_PARTS } from './status.ts'

/** A policy that is on chain. */
export const POLICY = createDocument<PolicyAnswer, PolicyVariables>(
  `query Policy($id: String!) {
    status { ...StatusParts }
    policy(policy: { id: $id }) { digest open text json }
    publishedPolicy(policyId: $id) {
      version timestamp
      versions(first: 20) { edges { node { version digest timestamp inForce endedBy } } }
    }
  }`,
  STATUS_PARTS,
)
