import type { Recipe } from '../../protocol/recipe.ts'
import { findCargo } from './cargo.ts'
import type { Checkout, Environment } from './types.ts'

/** Where NEP-330 (1.2.0 and later) has the source and cargo's registry in the image. */
const MOUNT = '/home/near/code'
const CARGO_HOME = '/home/near/.cargo'

/** Follows a NEP-330 recipe as its reference verifier does (near-verify-rs, `nep330_build.rs`): the same mount, folder and variables. */
export async function nep330Environment(recipe: Recipe, checkout: Checkout): Promise<Environment> {
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
        ? cargo.outputs
        : [recipe.output_wasm_path.slice(MOUNT.length + 1)],
  }
}

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
