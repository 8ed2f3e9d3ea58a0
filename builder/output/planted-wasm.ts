import { createHash } from 'node:crypto'
import { open, readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { isWasm } from './read-output.ts'

const HEADER_BYTES = 8
const MAX_WASM_BYTES = 4_194_304

/** The WebAssembly files of a source, by sha256 in hexadecimal: a build that gives one of them may only have copied it. */
export type WasmFiles = ReadonlyMap<string, string>

/** Finds every WebAssembly file of a checkout that is small enough to be a contract, whatever its name; links are not followed. */
export async function findWasmFiles(directory: string): Promise<WasmFiles> {
  const found = new Map<string, string>()
  const waiting = [directory]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const entry of await readdir(next, { withFileTypes: true })) {
      const path = join(next, entry.name)
      if (entry.isDirectory()) waiting.push(path)
      else if (entry.isFile()) await note(path)
    }
  }
  return found

  async function note(path: string): Promise<void> {
    const handle = await open(path, 'r')
    try {
      const { size } = await handle.stat()
      if (size < HEADER_BYTES || size > MAX_WASM_BYTES) return
      const header = new Uint8Array(HEADER_BYTES)
      await handle.read(header, 0, HEADER_BYTES, 0)
      if (!isWasm(header)) return
      const digest = createHash('sha256')
        .update(await handle.readFile())
        .digest('hex')
      found.set(digest, relative(directory, path))
    } finally {
      await handle.close()
    }
  }
}
