import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { codeHashOf } from '../../protocol/code-hash.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'

/** What a party has built on an earlier start, by recipe: a recipe pins source and toolchain, so its result stays. */
export type KeptBuilds = {
  find(key: string): Promise<Uint8Array | undefined>
  keep(key: string, wasm: Uint8Array): Promise<void>
}

/** Keeps builds in a folder; one that is damaged counts as absent. */
export function createKeptBuilds(folder: string): KeptBuilds {
  return {
    async find(key) {
      try {
        const wasm = await readFile(join(folder, `${key}.wasm`))
        const hash = await readFile(join(folder, `${key}.hash`), 'utf8')
        return codeHashOf(wasm, portableHasher) === hash ? wasm : undefined
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      }
    },
    async keep(key, wasm) {
      await mkdir(folder, { recursive: true })
      const write = async (name: string, content: string | Uint8Array) => {
        const unfinished = join(folder, `${randomUUID()}.tmp`)
        await writeFile(unfinished, content)
        await rename(unfinished, join(folder, name))
      }
      await write(`${key}.wasm`, wasm)
      await write(`${key}.hash`, codeHashOf(wasm, portableHasher))
    },
  }
}
