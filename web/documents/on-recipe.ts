import type { OnRecipeAnswer, OnRecipeVariables } from '../answers.gen.ts'
import { ATTESTATION_PARTS } from './attestation.ts'
import { createDocument } from './document.ts'

/** What stands on a recipe now, whatever it says. */
export const ON_RECIPE = createDocument<OnRecipeAnswer, OnRecipeVariables>(
  `query OnRecipe($id: Hash!) {
    attestations(first: 50, filter: { recipeId: $id, live: true }) {
      edges { node { ...AttestationParts } }
      pageInfo { hasNextPage }
    }
  }`,
  ATTESTATION_PARTS,
)
