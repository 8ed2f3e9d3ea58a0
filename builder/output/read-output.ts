import { constants } from 'node:fs'
import { lstat, open } from 'node:fs/promises'
import { join } from 'node:path'

/** NEAR's limit of a contract (nearcore, `max_contract_size`). */
const MAX_WASM_BYTES = 4_194_304

export type Output = { wasm: Uint8Array; path: string } | { problem: string }

/**
 * Reads the wasm that a build left in its checkout: a regular file of at most 4 MiB, reached without any link, that is WebAssembly.
 *
 * The container must be gone by then, so that nothing can be exchanged any more. What is not so is why there is no result, never an error.
 */
export async function readOutput(directory: string, paths: readonly string[]): Promise<Output> {
  if (paths.length === 0) {
    return {
      problem: 'the recipe names no output, and there is no Cargo.toml to tell where it would be',
    }
  }
  for (const path of paths) {
    const link = await firstLink(directory, path)
    if (link === 'missing') continue
    if (link !== undefined) return { problem: `${link} is a symbolic link` }
    return await readRegular(join(directory, path), path)
  }
  return { problem: `the build left no file at ${paths.join(' or ')}` }
}

/** Gives the first part of a path that is a link; tells if there is nothing at its end. */
async function firstLink(directory: string, path: string): Promise<string | undefined> {
  const parts = path.split('/')
  for (let i = 1; i <= parts.length; i++) {
    const part = parts.slice(0, i).join('/')
    const stats = await lstat(join(directory, part)).catch(() => undefined)
    if (stats === undefined) return 'missing'
    if (stats.isSymbolicLink()) return part
  }
  return undefined
}

async function readRegular(file: string, path: string): Promise<Output> {
  // A pipe or a device must not be waited for.
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    const stats = await handle.stat()
    if (!stats.isFile()) return { problem: `${path} is no regular file` }
    if (stats.size > MAX_WASM_BYTES) {
      return {
        problem: `${path} has ${stats.size} bytes; a contract has at most ${MAX_WASM_BYTES}`,
      }
    }
    const wasm = new Uint8Array(await handle.readFile())
    return isWasm(wasm) ? { wasm, path } : { problem: `${path} is no WebAssembly` }
  } finally {
    await handle.close()
  }
}

/** Magic and version 1 (WebAssembly core specification, 5.5.16). */
const HEADER = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)

export function isWasm(bytes: Uint8Array): boolean {
  return HEADER.every((byte, i) => bytes[i] === byte)
}
