import type { Recipe } from '../../protocol/recipe.ts'
import { environmentIn, type ImageLayout } from './image-layout.ts'
import type { Checkout, Environment } from './types.ts'

/** Where NEP-330 (1.2.0 and later) has the source and cargo's registry in the image. */
const LAYOUT: ImageLayout = {
  mount: '/home/near/code',
  cargoHome: '/home/near/.cargo',
  cargoFirst: false,
}

/** Follows a NEP-330 recipe as its reference verifier does (near-verify-rs, `nep330_build.rs`): the same mount, folder and variables. */
export function nep330Environment(recipe: Recipe, checkout: Checkout): Promise<Environment> {
  return environmentIn(LAYOUT, recipe, checkout)
}
