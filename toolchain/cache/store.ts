import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** What kind of thing an entry is; each has a folder of its own. */
export type CacheKind = 'modules' | 'objects' | 'engines' | 'builds'

/** Keeps bytes under a key. What it gives back is what was put in, or nothing. */
export type CacheStore = {
  get(kind: CacheKind, key: string): Promise<Uint8Array | undefined>
  put(kind: CacheKind, key: string, content: Uint8Array): Promise<void>
}

/** Length of a sha256 in bytes: each file is its content's hash, then the content. */
const HASH_BYTES = 32

/** Where the files of one writer are until they are whole. */
const unfinishedOf = (folder: string, writer: string) => join(folder, 'unfinished', writer)

/** Removes what a writer that was stopped had begun; it must have ended. */
export async function discardUnfinished(folder: string, writer: string): Promise<void> {
  await rm(unfinishedOf(folder, writer), { recursive: true, force: true })
}

/**
 * Opens a cache in a folder, for a writer whose name nobody else has. Several processes may use one folder at a time: a file appears whole,
 * by a rename, and everyone writes the same bytes under the same key. A file that does not match
 * its hash (a full disk, a crash, a stranger's edit) counts as absent and is written again.
 */
export function createCacheStore(folder: string, writer: string): CacheStore {
  const pathOf = (kind: CacheKind, key: string) => join(folder, kind, key)
  return {
    async get(kind, key) {
      const file = await readOptional(pathOf(kind, key))
      if (file === undefined || file.length < HASH_BYTES) return undefined
      const content = file.subarray(HASH_BYTES)
      return sha256(content).equals(file.subarray(0, HASH_BYTES)) ? content : undefined
    },
    async put(kind, key, content) {
      const path = pathOf(kind, key)
      const unfinished = unfinishedOf(folder, writer)
      const temporary = join(unfinished, randomUUID())
      await mkdir(dirname(path), { recursive: true })
      await mkdir(unfinished, { recursive: true })
      await writeFile(temporary, Buffer.concat([sha256(content), content]))
      await rename(temporary, path)
    },
  }
}

function sha256(content: Uint8Array): Buffer {
  return createHash('sha256').update(content).digest()
}

async function readOptional(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
