import type { Recipe } from '../../../protocol/recipe.ts'
import { contractAnswering, metadataOf } from '../../cli/support/metadata-contract.ts'
import { IMAGE_COMMAND } from './rebuild.ts'

// A source whose build writes its own recipe into the wasm, as near-sdk does: a commit cannot hold its own hash.

const PLACEHOLDER = '0123456789abcdef0123456789abcdef01234567'

type Unbuilt = Omit<Recipe, 'source_code_snapshot'>

const recipeAt = (recipe: Unbuilt, url: string, commit: string): Recipe => ({
  ...recipe,
  source_code_snapshot: `git+${url}?rev=${commit}`,
})

/** Files of a repository that builds a contract with NEP-330 metadata. */
export function metadataSource(recipe: Unbuilt, url: string): Record<string, string> {
  const template = contractAnswering(JSON.stringify(metadataOf(recipeAt(recipe, url, PLACEHOLDER))))
  return {
    'template.b64': Buffer.from(template).toString('base64'),
    'build.sh': `commit=\${NEP330_BUILD_INFO_SOURCE_CODE_SNAPSHOT##*=}
base64 -d template.b64 | LC_ALL=C sed "s/${PLACEHOLDER}/$commit/" > out.wasm
`,
  }
}

/** The contract that this source gives at a commit. */
export function metadataContract(recipe: Unbuilt, url: string, commit: string): Uint8Array {
  return contractAnswering(JSON.stringify(metadataOf(recipeAt(recipe, url, commit))))
}

/** The recipe of such a source in an image. */
export function metadataRecipe(image: string): Unbuilt {
  return {
    build_environment: image,
    build_command: [...IMAGE_COMMAND],
    contract_path: '',
    output_wasm_path: '/home/near/code/out.wasm',
    link: null,
  }
}
