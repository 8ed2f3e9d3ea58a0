import { readFile } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import type { OutputChunk, Plugin, RollupOutput } from 'rollup'
import type { CacheStore } from '../cache/store.ts'
import { toolchainDigest } from '../digest/digest.ts'
import { ToolchainError } from '../errors.ts'
import { importFromSdk } from '../packages.ts'
import type { Intrinsics } from '../types.ts'
import { readDirectives } from './directives.ts'
import { bundleError } from './errors.ts'
import { refuseClockAndRandom, sdkModules } from './refuse-clock.ts'
import { contractResolve } from './resolve.ts'
import { createLocator } from './source-places.ts'
import { nearTransform } from './transform.ts'

/** A contract as one ES module without imports. */
export type Bundle = {
  code: string
  /** Names of all exports, sorted: the methods, and perhaps the contract's class. */
  exports: string[]
  /** What the entry's directive asks for; undefined if it says nothing. */
  intrinsics?: Intrinsics | undefined
}

/** Condition in package.json under which a package gives contracts a module of their own. */
const CONTRACT_CONDITION = 'near-contract'

type RollupModule = {
  rollup: (options: object) => Promise<{
    generate(options: object): Promise<RollupOutput>
    close(): Promise<void>
  }>
}

type NodeResolveModule = { nodeResolve: (options: object) => Plugin }

type BundleOptions = { cache?: CacheStore | undefined; toolchain?: string | undefined }

/**
 * Bundles a contract with near-sdk-js's plugins into one ES module. Its functions call the host
 * through a global `env`, so with an `env` of one's own they run in Node, too.
 */
export async function bundle(entry: string, options: BundleOptions = {}): Promise<Bundle> {
  const { intrinsics } = readDirectives(await readEntry(resolve(entry)), entry)
  return withRollup(entry, options, async ({ generate, isOfSdk, shorten }) => {
    const chunk = await generate(false)
    const withMap = () => generate(true)
    await refuseClockAndRandom(chunk, { isOfSdk, withMap, shorten })
    return { code: chunk.code, exports: [...chunk.exports].sort(), intrinsics }
  })
}

/**
 * Finds the first of some lines of a contract's bundle that its author wrote, or that came with a
 * package other than near-sdk-js.
 */
export async function findSourceLine(
  entry: string,
  lines: readonly number[],
  options: BundleOptions = {},
): Promise<{ file: string; line: number } | undefined> {
  return withRollup(entry, options, async ({ generate, isOfSdk, shorten }) => {
    const chunk = await generate(true)
    const locate = createLocator(chunk)
    const texts = chunk.code.split('\n')
    for (const line of lines) {
      const column = Math.max(0, texts[line - 1]?.search(/\S/) ?? 0)
      const place = locate({ line, column })
      if (place !== undefined && !isOfSdk(place.file)) {
        return { file: shorten(place.file), line: place.at.line }
      }
    }
    return undefined
  })
}

type Generated = {
  generate: (sourcemap: boolean) => Promise<OutputChunk>
  isOfSdk: (id: string) => boolean
  /** Names a file as seen from the contract's main module. */
  shorten: (file: string) => string
}

async function withRollup<Result>(
  entry: string,
  options: BundleOptions,
  use: (generated: Generated) => Promise<Result>,
): Promise<Result> {
  const path = resolve(entry)
  const toolchain = options.toolchain ?? (await toolchainDigest()).digest
  const { rollup } = await importFromSdk<RollupModule>('rollup')
  const { nodeResolve } = await importFromSdk<NodeResolveModule>('@rollup/plugin-node-resolve')
  const shorten = (file: string) => relative(resolve(path, '..'), file)
  const ofSdk = sdkModules()
  try {
    const build = await rollup({
      input: path,
      onwarn: () => {},
      plugins: [
        contractResolve(),
        nodeResolve({ extensions: ['.js', '.ts', '.mjs'], exportConditions: [CONTRACT_CONDITION] }),
        nearTransform({ cache: options.cache, toolchain }),
        ofSdk,
      ],
    })
    const generate = async (sourcemap: boolean) =>
      (await build.generate({ format: 'es', sourcemap })).output[0]
    try {
      return await use({ generate, isOfSdk: ofSdk.isOfSdk, shorten })
    } finally {
      await build.close()
    }
  } catch (error) {
    throw bundleError(error, shorten)
  }
}

async function readEntry(path: string): Promise<string> {
  if (!/\.(ts|js|mjs)$/.test(path)) {
    throw new ToolchainError(
      'ENTRY_NOT_A_CONTRACT',
      `The contract's main module must be a .ts or .js file, and ${path} is not.`,
      { file: path },
    )
  }
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new ToolchainError(
      'ENTRY_MISSING',
      `The contract's main module ${path} cannot be read. Check the path.`,
      { file: path },
      { cause: error },
    )
  }
}
