import type {
  ContractAnswer,
  ContractVariables,
  ContractVerdictAnswer,
  ContractVerdictVariables,
} from '../answers.gen.ts'
import { ATTESTATION_PARTS } from './attestation.ts'
import { DEPLOYMENT_PARTS } from './deployment.ts'
import { createDocument } from './document.ts'
import { RECIPE_PARTS } from './recipe.ts'
import { STATUS_PARTS } from './status.ts'
import { VERDICT_PARTS } from './verdict.ts'

/** What runs at an account, and what is known of that code whoever counts. */
export const CONTRACT = createDocument<ContractAnswer, ContractVariables>(
  `query Contract($account: AccountId!) {
    status { ...StatusParts }
    contract(accountId: $account) {
      accountId codeHash codeSource globalAccountId blockHeight blockHash watchedSince
      upgradeability { fullAccessKeys globalOwner globalOwnerFullAccessKeys locked }
      deployments(first: 20) {
        edges { node { ...DeploymentParts } }
        pageInfo { hasNextPage }
      }
      code {
        attestations(first: 20) {
          edges { node { ...AttestationParts recipe { ...RecipeParts } } }
          pageInfo { hasNextPage }
        }
      }
    }
  }`,
  STATUS_PARTS,
  ATTESTATION_PARTS,
  DEPLOYMENT_PARTS,
  RECIPE_PARTS,
)

/** The verdict on what runs at an account, and the policy in full. */
export const CONTRACT_VERDICT = createDocument<ContractVerdictAnswer, ContractVerdictVariables>(
  `query ContractVerdict($account: AccountId!, $policy: PolicyInput!) {
    contract(accountId: $account) { verdict(policy: $policy) { ...VerdictParts } }
    policy(policy: $policy) { digest open text }
  }`,
  VERDICT_PARTS,
  RECIPE_PARTS,
)
