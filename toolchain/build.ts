import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import type { BuildOptions, BuildResult } from './types.ts'
import { runInWorker } from './worker/run.ts'

/**
 * Compiles a near-sdk-js contract to wasm: the same sources give the same bytes on every machine.
 * Throws a ToolchainError whose `code` says what is wrong with the contract or the install.
 */
export function build(options: BuildOptions): Promise<BuildResult> {
  const job = {
    id: randomUUID(),
    entry: resolve(options.entry),
    cacheDir: resolve(options.cacheDir),
    engineCacheDir: resolve(options.engineCacheDir ?? options.cacheDir),
    mode: options.mode ?? 'preinitialised',
    intrinsics: options.intrinsics,
  }
  return runInWorker(job, options.onProgress ?? (() => {}), options.signal)
}
