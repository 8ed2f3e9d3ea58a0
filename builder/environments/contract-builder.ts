import type { Recipe } from '../../protocol/recipe.ts'
import { findCargo } from './cargo.ts'
import { nep330Variables } from './nep330.ts'
import type { Checkout, Environment } from './types.ts'

/** Where `nearprotocol/contract-builder` (near-sdk-rs, `contract-builder/`) has the source, and the image's cargo its registry. */
const MOUNT = '/host'
const CARGO_HOME = '/usr/local/cargo'
const NEP330_MOUNT = '/home/near/code/'

/** Follows a recipe of the image that was used before NEP-330 knew of builds; it comes from the submitter. */
export async function contractBuilderEnvironment(
  recipe: Recipe,
  checkout: Checkout,
): Promise<Environment> {
  const cargo = await findCargo(checkout.directory, recipe.contract_path)
  return {
    mount: MOUNT,
    workdir: recipe.contract_path === '' ? MOUNT : `${MOUNT}/${recipe.contract_path}`,
    env: nep330Variables(recipe),
    command: recipe.build_command,
    fetch: cargo.isLocked ? ['cargo', 'fetch', '--locked'] : undefined,
    cargoHome: cargo.isLocked ? CARGO_HOME : undefined,
    outputs:
      recipe.output_wasm_path === null
        ? cargo.outputs.toReversed()
        : [recipe.output_wasm_path.slice(NEP330_MOUNT.length)],
  }
}
