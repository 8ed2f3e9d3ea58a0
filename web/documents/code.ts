import type {
  CodeAnswer,
  CodeVariables,
  CodeVerdictAnswer,
  CodeVerdictVariables,
} from '../answers.gen.ts'
import { ATTESTATION_PARTS } from './attestation.ts'
import { DEPLOYMENT_PARTS } from './deployment.ts'
import { createDocument } from './document.ts'
import { RECIPE_PARTS } from './recipe.ts'
import { STATUS_PARTS } from './status.ts'
import { VERDICT_PARTS } from './verdict.ts'

/** What is known of code by its hash. */
export const CODE = createDocument<CodeAnswer, CodeVariables>(
  `query Code($hash: Hash!) {
    status { ...StatusParts }
    code(hash: $hash) {
      deployments(current: true, first: 20) {
        edges { node { ...DeploymentParts } }
        pageInfo { hasNextPage }
      }
      attestations(first: 20) {
        edges { node { ...AttestationParts recipe { ...RecipeParts } } }
        pageInfo { hasNextPage }
      }
    }
  }`,
  STATUS_PARTS,
  ATTESTATION_PARTS,
  DEPLOYMENT_PARTS,
  RECIPE_PARTS,
)

/** The verdict on code wherever it runs, and the policy in full. */
export const CODE_VERDICT = createDocument<CodeVerdictAnswer, CodeVerdictVariables>(
  `query CodeVerdict($hash: Hash!, $policy: PolicyInput!) {
    code(hash: $hash) { verdict(policy: $policy) { ...VerdictParts } }
    policy(policy: $policy) { digest open text }
  }`,
  VERDICT_PARTS,
  RECIPE_PARTS,
)
