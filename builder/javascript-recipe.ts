import { type Recipe, readRecipe } from '../protocol/recipe.ts'
import { BuilderError } from './errors.ts'

// Recipes of near-sdk-js contracts. Their environment is the toolchain itself, pinned by a digest over its packages, and
// their command is the one that a person types: `countersign build <entry> -o <output>`.

export const TOOLCHAIN_IMAGE = 'countersign/toolchain'
const CODE_ROOT = '/home/near/code'

export type JavascriptContract = {
  /** `https://…` address of the repository. */
  repository: string
  commit: string
  /** Folder of the contract in the repository; empty for its root. */
  path: string
  /** Main module, relative to `path`. */
  entry: string
  /** `sha256:` and 64 hexadecimal digits. */
  toolchainDigest: string
}

/** Makes the recipe of a near-sdk-js contract that is built with this toolchain. */
export function javascriptRecipe(contract: JavascriptContract): Recipe {
  const output = contract.entry.replace(/\.[jt]s$/, '.wasm')
  const folder = contract.path === '' ? CODE_ROOT : `${CODE_ROOT}/${contract.path}`
  return readRecipe({
    build_environment: `${TOOLCHAIN_IMAGE}@${contract.toolchainDigest}`,
    build_command: ['countersign', 'build', contract.entry, '-o', output],
    contract_path: contract.path,
    source_code_snapshot: `git+${contract.repository}?rev=${contract.commit}`,
    output_wasm_path: `${folder}/${output}`,
    link: contract.repository,
  })
}

/** Takes the entry out of a recipe; throws a BuilderError if the recipe is not one of this toolchain's. */
export function entryOf(recipe: Recipe): string {
  const [program, verb, entry, flag, output, ...more] = recipe.build_command
  const image = recipe.build_environment.split('@', 1)[0]
  if (image !== TOOLCHAIN_IMAGE) {
    throw new BuilderError(
      'UNSUPPORTED_RECIPE',
      `The recipe's environment is ${image}; only ${TOOLCHAIN_IMAGE} is built without a container.`,
    )
  }
  const usual = program === 'countersign' && verb === 'build' && flag === '-o' && more.length === 0
  if (!usual || entry === undefined || output === undefined || !isPlainPath(entry)) {
    throw new BuilderError(
      'UNSUPPORTED_RECIPE',
      `The recipe's command is \`${recipe.build_command.join(' ')}\`; expected \`countersign build <entry> -o <output>\`, both below the contract's folder.`,
    )
  }
  return entry
}

function isPlainPath(path: string): boolean {
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
}
