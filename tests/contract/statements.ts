import { recipeVectors } from '../protocol/vectors.ts'

const [first, second] = recipeVectors
if (first === undefined || second === undefined) throw new Error('The recipe vectors are missing.')

export const recipe = first.recipe
export const recipeId = first.recipe_id
export const sourceId = first.source_id
export const otherRecipe = second.recipe
export const otherRecipeId = second.recipe_id

export const HASH = 'F8NqkFhF97BxjYrweg3hFFhdH57k4qgqoPdLDwP6H9dL'
export const OTHER_HASH = 'GKot5hBsd81kMupNCXHaqbhv3huEbxAFMLnpcX2hniwn'
/** Enough for a registration and two records; what is left over stays in the balance. */
export const DEPOSIT = 10n ** 22n

/** Arguments of `attest` for a build that gave HASH. */
export const built = {
  recipe,
  outcome: 'built',
  code_hash: HASH,
  platform: 'linux/amd64',
  network: 'fetch_then_none',
  tool: 'countersign/0.1.0',
  log_digest: 'ab'.repeat(32),
  provenance: 'onchain',
}

export const failed = { ...built, outcome: 'failed', code_hash: null, log_digest: null }
