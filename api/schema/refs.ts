import type { ResolvedCode } from '../../chain/index.ts'
import type { AccountId } from '../../protocol/account-id.ts'
import type { CodeHash } from '../../protocol/code-hash.ts'
import type { Recipe } from '../../protocol/recipe.ts'
import type {
  AttestationRow,
  BuilderRow,
  DeploymentRow,
  PolicyRow,
  RecipeRow,
  SourceRow,
} from '../../store/index.ts'
import { builder } from './builder.ts'

// The types that refer to one another; each is written out in the file of its name.

/** An account with what runs there. */
export type ContractNode = ResolvedCode & { accountId: AccountId }

/** A recipe with its id; the recipe itself is what was attested, word for word. */
export type RecipeNode = { row: RecipeRow; recipe: Recipe }

export const attestationRef = builder.objectRef<AttestationRow>('Attestation')
export const builderRef = builder.objectRef<BuilderRow>('Builder')
export const codeRef = builder.objectRef<{ hash: CodeHash }>('Code')
export const contractRef = builder.objectRef<ContractNode>('Contract')
export const deploymentRef = builder.objectRef<DeploymentRow>('Deployment')
export const operatorRef = builder.objectRef<{ operator: AccountId }>('Operator')
export const policyRef = builder.objectRef<PolicyRow>('Policy')
export const recipeRef = builder.objectRef<RecipeNode>('Recipe')
export const sourceRef = builder.objectRef<SourceRow>('Source')
