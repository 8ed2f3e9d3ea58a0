import type { Recipe } from '../../protocol/recipe.ts'
import { findCargo } from './cargo.ts'
import type { Checkout, Environment } from './types.ts'

/** How an image for Rust contracts is laid out. */
export type ImageLayout = {
  /** Where the source is. */
  mount: string
  /** Where the image's cargo keeps its registry. */
  cargoHome: string
  /** Whether what plain cargo leaves at the workspace's root counts before what cargo-near leaves beside the contract. */
  cargoFirst: boolean
}

/** The folder that a recipe's `output_wasm_path` begins with, whatever the image (NEP-330). */
const NEP330_MOUNT = '/home/near/code/'

/** Follows a recipe in an image of a layout: fetches what the lock file names, then runs the recipe's command in the contract's folder. */
export async function environmentIn(
  { mount, cargoHome, cargoFirst }: ImageLayout,
  recipe: Recipe,
  checkout: Checkout,
): Promise<Environment> {
  const { contract_path, output_wasm_path } = recipe
  const cargo = await findCargo(checkout.directory, contract_path)
  const usual = cargoFirst ? cargo.outputs.toReversed() : cargo.outputs
  return {
    mount,
    workdir: contract_path === '' ? mount : `${mount}/${contract_path}`,
    env: nep330Variables(recipe),
    command: recipe.build_command,
    fetch: cargo.isLocked ? ['cargo', 'fetch', '--locked'] : undefined,
    cargoHome: cargo.isLocked ? cargoHome : undefined,
    outputs: output_wasm_path === null ? usual : [output_wasm_path.slice(NEP330_MOUNT.length)],
  }
}

/** Gives the variables that NEP-330's builds read their recipe from. */
export function nep330Variables(recipe: Recipe): Record<string, string> {
  const { output_wasm_path, link } = recipe
  return {
    NEP330_BUILD_INFO_BUILD_ENVIRONMENT: recipe.build_environment,
    NEP330_BUILD_INFO_SOURCE_CODE_SNAPSHOT: recipe.source_code_snapshot,
    NEP330_BUILD_INFO_CONTRACT_PATH: recipe.contract_path,
    ...(output_wasm_path === null ? {} : { NEP330_BUILD_INFO_OUTPUT_WASM_PATH: output_wasm_path }),
    ...(link === null ? {} : { NEP330_LINK: link }),
  }
}
