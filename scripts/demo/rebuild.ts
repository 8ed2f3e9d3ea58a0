import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fetchSource, javascriptRecipe, rebuildJavascript } from '../../builder/index.ts'
import type { Recipe } from '../../protocol/recipe.ts'
import { type BuildResult, toolchainDigest } from '../../toolchain/index.ts'
import type { DemoContract } from './cast.ts'
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
export async function recipeOf(contract: DemoContract, checkout: Checkout): Promise<Recipe> {
  const { digest } = await toolchainDigest()
  return javascriptRecipe({
    repository: checkout.repository,
    commit: checkout.commit,
    path: contract.path,
    entry: contract.entry,
    toolchainDigest: digest,
  })
}

/**
 * Fetches the source into a directory of the party's own and builds it there, with a cache of its own. Only the compiled engine, of
 * which no contract is a part, is shared: else the first start would compile the same C files four times.
 *
 * `change` is made to the source before the build: it is what a dissenter does.
 */
export async function rebuild(
  workshop: Workshop,
  party: string,
  contract: DemoContract,
  change?: DemoContract['dissenter'],
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
    recipe: await recipeOf(contract, checkout),
    directory,
    cacheDir: join(home, 'cache'),
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
