import type { Recipe } from '../../protocol/recipe.ts'
import { environmentIn, type ImageLayout } from './image-layout.ts'
import type { Checkout, Environment } from './types.ts'

/** Where `nearprotocol/contract-builder` (near-sdk-rs, `contract-builder/`) has the source and cargo's registry; it has no cargo-near. */
const LAYOUT: ImageLayout = { mount: '/host', cargoHome: '/usr/local/cargo', cargoFirst: true }

/** Follows a recipe of the image that was used before NEP-330 knew of builds; it comes from the submitter. */
export function contractBuilderEnvironment(
  recipe: Recipe,
  checkout: Checkout,
): Promise<Environment> {
  return environmentIn(LAYOUT, recipe, checkout)
}
