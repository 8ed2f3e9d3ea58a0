import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ToolchainError } from '../toolchain/index.ts'
import { type Engine, findEngine } from './container/engine.ts'
import { readImage } from './container/image.ts'
import type { Followed } from './followed.ts'
import { TOOLCHAIN_IMAGE } from './javascript-recipe.ts'
import { platformName } from './platform.ts'
import type { Rebuild } from './rebuild.ts'
import { rebuildInContainer } from './rebuild-in-container.ts'
import { rebuildJavascript } from './rebuild-javascript.ts'
import { fetchRecipeSource } from './source/fetch-recipe-source.ts'
import { createStages } from './stages.ts'

/** How a recipe is followed on this machine. */
export type Following = Rebuild & {
  /** Folder for what later builds with the toolchain can use again. */
  cacheDir: string
  /** Environment of the container engine. */
  env: Engine['env']
  engine?: Engine['name'] | undefined
}

/**
 * Follows a recipe: a near-sdk-js contract of this toolchain without a container, every other in the image that it pins.
 *
 * @throws BuilderError if it cannot be followed here at all.
 */
export async function followRecipe(following: Following): Promise<Followed> {
  await mkdir(following.directory, { recursive: true })
  const [image] = following.recipe.build_environment.split('@')
  if (image === TOOLCHAIN_IMAGE) return await followWithToolchain(following)
  const { env, engine: only, signal } = following
  return await rebuildInContainer({ ...following, engine: await findEngine({ env, only, signal }) })
}

async function followWithToolchain(following: Following): Promise<Followed> {
  const { recipe, directory, cacheDir, mirrors, onStage, signal } = following
  const stages = createStages(onStage, () => performance.now())
  const checkout = join(directory, 'source')
  // Contracts are compiled on this machine itself, so nothing may lead out of the checkout.
  await stages.run('source', () =>
    fetchRecipeSource({ recipe, directory: checkout, mirrors, signal }),
  )
  const build = () => rebuildJavascript({ recipe, directory: checkout, cacheDir, signal })
  const result = await stages.run('build', async (): Promise<Followed['result']> => {
    try {
      const { wasm, codeHash } = await build()
      return { outcome: 'built', wasm, codeHash, path: recipe.output_wasm_path ?? '' }
    } catch (error) {
      if (!(error instanceof ToolchainError)) throw error
      return { outcome: 'failed', problem: error.message }
    }
  })
  return {
    result,
    // The toolchain compiles in memory and reads nothing but the checkout.
    network: 'fetch_then_none',
    platform: platformName(),
    image: readImage(recipe).reference,
    engine: null,
    log: null,
    times: stages.times,
  }
}
