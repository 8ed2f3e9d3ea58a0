import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { attest } from '../bench/registry.ts'
import { copyToolchain } from './changeable-toolchain.ts'
import type { Step } from './steps.ts'

const root = resolve(import.meta.dirname, '../..')

/** What the registry is when it is compiled by some toolchain. */
export type Measures = {
  /** Size of the registry. */
  bytes: number
  /** Of an `attest` with a recipe of about 600 bytes. */
  instructions: number
}

type Toolchain = typeof import('../../toolchain/index.ts')

/**
 * Compiles the registry without a step, or as it is, and calls it. An engine that was not compiled before takes a minute; it is kept
 * in the cache that tests and demo share.
 */
export async function measureWithout(
  { undo, options = {} }: Omit<Step, 'name' | 'what'>,
  say: (message: string) => void,
): Promise<Measures> {
  const copy = await copyToolchain(root)
  try {
    await undo?.(copy)
    const main = pathToFileURL(join(copy.folder, 'toolchain/index.ts')).href
    const { build }: Toolchain = await import(main)
    const { wasm } = await build({
      entry: join(root, 'contract/index.ts'),
      cacheDir: join(copy.folder, 'cache'),
      engineCacheDir: join(root, '.countersign/cache'),
      onProgress: ({ message }) => say(message),
      ...options,
    })
    return { bytes: wasm.length, instructions: Number(attest(wasm).instructions) }
  } finally {
    await copy.remove()
  }
}
