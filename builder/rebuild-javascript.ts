import { join } from 'node:path'
import { environmentDigest, type Recipe } from '../protocol/recipe.ts'
import { type BuildEvent, type BuildResult, build, toolchainDigest } from '../toolchain/index.ts'
import { BuilderError } from './errors.ts'
import { entryOf } from './javascript-recipe.ts'

export type Rebuild = {
  recipe: Recipe
  /** Checkout of the recipe's source. */
  directory: string
  cacheDir: string
  /** Folder for the compiled engine, if it is to be shared with other parties of this machine. */
  engineCacheDir?: string
  onProgress?: (event: BuildEvent) => void
  signal?: AbortSignal | undefined
}

/**
 * Follows the recipe of a near-sdk-js contract in a checkout.
 *
 * @throws BuilderError `ENVIRONMENT_MISMATCH` if the toolchain at hand is not the one that the recipe pins, and ToolchainError if the
 * contract does not build.
 */
export async function rebuildJavascript(rebuild: Rebuild): Promise<BuildResult> {
  const entry = entryOf(rebuild.recipe)
  const { digest } = await toolchainDigest()
  const wanted = `sha256:${environmentDigest(rebuild.recipe)}`
  if (digest !== wanted) {
    throw new BuilderError(
      'ENVIRONMENT_MISMATCH',
      `The recipe asks for the toolchain ${wanted}, but this one is ${digest}; install the release that the recipe was made with.`,
    )
  }
  return build({
    entry: join(rebuild.directory, rebuild.recipe.contract_path, entry),
    cacheDir: rebuild.cacheDir,
    engineCacheDir: rebuild.engineCacheDir,
    onProgress: rebuild.onProgress,
    signal: rebuild.signal,
  })
}
