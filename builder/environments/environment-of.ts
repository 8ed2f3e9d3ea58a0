import type { Recipe } from '../../protocol/recipe.ts'
import type { Image } from '../container/image.ts'
import { contractBuilderEnvironment } from './contract-builder.ts'
import { nearcEnvironment } from './nearc.ts'
import { nep330Environment } from './nep330.ts'
import type { Checkout, Environment } from './types.ts'

type Make = (recipe: Recipe, checkout: Checkout) => Promise<Environment>

/** Images whose builds need something else than NEP-330 says, by their last name. */
const OTHERS: Readonly<Record<string, Make>> = {
  'contract-builder': contractBuilderEnvironment,
  nearc: nearcEnvironment,
}

/** Gives how a recipe is followed in its image. */
export function environmentOf(
  recipe: Recipe,
  image: Image,
  checkout: Checkout,
): Promise<Environment> {
  const last = image.name.slice(image.name.lastIndexOf('/') + 1)
  const make = Object.hasOwn(OTHERS, last) ? OTHERS[last] : undefined
  return (make ?? nep330Environment)(recipe, checkout)
}
