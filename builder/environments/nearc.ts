import type { Recipe } from '../../protocol/recipe.ts'
import { nep330Environment } from './nep330.ts'
import type { Checkout, Environment } from './types.ts'

/**
 * Follows a recipe of a Python contract (nearc). It comes from the submitter, since nearc states neither path nor digest.
 *
 * MicroPython writes the day of the build into `sys.version` unless `SOURCE_DATE_EPOCH` says another; the commit's is the same for all.
 */
export async function nearcEnvironment(recipe: Recipe, checkout: Checkout): Promise<Environment> {
  const environment = await nep330Environment(recipe, checkout)
  return {
    ...environment,
    env: { ...environment.env, SOURCE_DATE_EPOCH: `${checkout.commitTime}` },
  }
}
