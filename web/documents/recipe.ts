import type { RecipeAnswer, RecipeVariables } from '../answers.gen.ts'
import { ATTESTATION_PARTS } from './attestation.ts'
import { createDocument } from './document.ts'
import { STATUS_PARTS } from './status.ts'

export const RECIPE_PARTS = `fragment RecipeParts on Recipe {
  recipeId buildEnvironment buildCommand contractPath sourceCodeSnapshot outputWasmPath link canonicalJson
  source { repository commit path }
}`

/** A recipe, and what builders got from it. */
export const RECIPE = createDocument<RecipeAnswer, RecipeVariables>(
  `query Recipe($id: Hash!) {
    status { ...StatusParts }
    recipe(id: $id) { ...RecipeParts }
    attestations(first: 100, filter: { recipeId: $id }) {
      edges { node { ...AttestationParts } }
      pageInfo { hasNextPage }
    }
  }`,
  STATUS_PARTS,
  RECIPE_PARTS,
  ATTESTATION_PARTS,
)
