import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fetchSource, javascriptRecipe, rebuildJavascript } from '../../builder/index.ts'
import { codeHashOf } from '../../protocol/code-hash.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { type Recipe, recipeId } from '../../protocol/recipe.ts'
import { type BuildResult, toolchainDigest } from '../../toolchain/index.ts'
import type { DemoContract } from './cast.ts'
import { createKeptBuilds } from './kept-builds.ts'
import type { Checkout } from './source.ts'
import type { Terminal } from './terminal.ts'

export type Workshop = {
  checkout: Checkout
  /** Folder that the demo may write to. */
  home: string
  /** Folder of the compiled engine. */
  engineCache: string
  /** Name and version that attestations give. */
  tool: string
  terminal: Terminal
  signal: AbortSignal
}

/** Makes the recipe of a contract of this repository, at the commit that is checked out. */
async function recipeOf(contract: DemoContract, checkout: Checkout): Promise<Recipe> {
  const { digest } = await toolchainDigest()
  return javascriptRecipe({
    repository: checkout.repository,
    commit: checkout.commit,
    path: contract.path,
    entry: contract.entry,
    toolchainDigest: digest,
  })
}

/** What following a recipe gave, and whether that was on an earlier start. */
export type PartyBuild = { recipe: Recipe; wasm: Uint8Array; codeHash: string; kept: boolean }

/**
 * Follows a contract's recipe as one party: fetches the source into a directory of its own and builds it there, or takes what it has
 * kept of an earlier start. `change` is made to the source before the build: it is what a dissenter does.
 */
export async function rebuild(
  workshop: Workshop,
  party: string,
  contract: DemoContract,
  change?: DemoContract['dissenter'],
): Promise<PartyBuild> {
  const recipe = await recipeOf(contract, workshop.checkout)
  const kept = createKeptBuilds(join(workshop.home, party, 'builds'))
  const key = recipeId(recipe, portableHasher) + (change === undefined ? '' : '-changed')
  const earlier = await kept.find(key)
  if (earlier !== undefined) {
    return { recipe, wasm: earlier, codeHash: codeHashOf(earlier, portableHasher), kept: true }
  }
  const { wasm, codeHash } = await fetchAndBuild(workshop, party, contract, recipe, change)
  await kept.keep(key, wasm)
  return { recipe, wasm, codeHash, kept: false }
}

async function fetchAndBuild(
  workshop: Workshop,
  party: string,
  contract: DemoContract,
  recipe: Recipe,
  change: DemoContract['dissenter'],
): Promise<BuildResult> {
  const { checkout, terminal, signal } = workshop
  const home = join(workshop.home, party)
  const directory = join(home, 'source', contract.accountId)
  await rm(directory, { recursive: true, force: true })
  await fetchSource({
    repository: checkout.root,
    commit: checkout.commit,
    directory,
    allowLocal: true,
    signal,
  })
  if (change !== undefined) await applyChange(join(directory, contract.path), change)
  return rebuildJavascript({
    recipe,
    directory,
    cacheDir: join(home, 'cache'),
    // Only the compiled engine, of which no contract is a part, is shared: else every party would compile the same C files.
    engineCacheDir: workshop.engineCache,
    signal,
    onProgress: ({ message, done, total }) =>
      terminal.status(`${party} builds ${contract.accountId}: ${message} (${done}/${total})`),
  })
}

async function applyChange(
  folder: string,
  { file, from, to }: NonNullable<DemoContract['dissenter']>,
): Promise<void> {
  const path = join(folder, file)
  const text = await readFile(path, 'utf8')
  if (!text.includes(from)) throw new Error(`${path} does not hold "${from}", which was to change.`)
  await writeFile(path, text.replace(from, to))
}
