import { resolve } from 'node:path'
import { type BuildMode, build } from '../../toolchain/index.ts'

const root = resolve(import.meta.dirname, '../..')

/** Compiles a contract of this repository, or takes it from the cache that tests and demo share. */
export async function contractCode(entry: string, mode: BuildMode): Promise<Uint8Array> {
  const cacheDir = resolve(root, '.countersign/cache')
  return (await build({ entry: resolve(root, entry), mode, cacheDir })).wasm
}
