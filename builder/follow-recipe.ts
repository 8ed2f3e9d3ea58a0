import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Recipe } from '../protocol/recipe.ts'
import { readSnapshot } from '../protocol/snapshot.ts'
import { ToolchainError } from '../toolchain/index.ts'
import { type Engine, findEngine } from './container/engine.ts'
import { readImage } from './container/image.ts'
import type { Limits } from './container/limits.ts'
import type { Followed } from './followed.ts'
import { TOOLCHAIN_IMAGE } from './javascript-recipe.ts'
import { platformName } from './platform.ts'
import { rebuildInContainer } from './rebuild-in-container.ts'
import { rebuildJavascript } from './rebuild-javascript.ts'
import { fetchSource } from './source/fetch-source.ts'
import { createStages, type OnStage } from './stages.ts'

/** How a recipe is followed on this machine. */
export type Following = {
  recipe: Recipe
  /** A folder of this rebuild alone. */
  directory: string
  /** Folder for what later builds with the toolchain can use again. */
  cacheDir: string
  /** Environment of the container engine. */
  env: Engine['env']
  engine?: Engine['name'] | undefined
  /** Lets the build itself use the network; an attestation says so. */
  online?: boolean
  /** Images that are followed beside the usual ones. */
  allowImages?: readonly string[]
  /** Takes images from a registry without TLS. */
  insecureRegistry?: boolean
  /** Folders of this machine that repositories are fetched from instead, by their addresses. */
  mirrors?: Readonly<Record<string, string>>
  limits?: Limits
  onStage?: OnStage
  signal?: AbortSignal | undefined
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
  const { recipe, directory, cacheDir, mirrors = {}, onStage, signal } = following
  const stages = createStages(onStage, () => performance.now())
  const checkout = join(directory, 'source')
  const { repository, commit } = readSnapshot(recipe.source_code_snapshot)
  const mirror = Object.hasOwn(mirrors, repository) ? mirrors[repository] : undefined
  await stages.run('source', () =>
    fetchSource({
      repository: mirror ?? repository,
      allowLocal: mirror !== undefined,
      commit,
      directory: checkout,
      signal,
    }),
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
