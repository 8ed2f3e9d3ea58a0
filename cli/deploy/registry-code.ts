import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type CodeHash, codeHashOf, readCodeHash } from '../../protocol/code-hash.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import type { Io } from '../io.ts'

const contract = resolve(import.meta.dirname, '../../contract')

/** Reads the code hash that the registry has in this version: `contract/REGISTRY_HASH`. */
export async function expectedHash(): Promise<CodeHash> {
  const text = await readFile(resolve(contract, 'REGISTRY_HASH'), 'utf8')
  return readCodeHash(text.trim(), 'contract/REGISTRY_HASH')
}

/** Compiles the registry, or takes what is compiled already; throws if it is not the one that `expected` is the hash of. */
export async function readRegistryCode(
  io: Io,
  { wasm, cache, expected }: { wasm: string | undefined; cache: string; expected: CodeHash },
): Promise<Uint8Array> {
  const code = wasm === undefined ? await compile(io, cache) : await readWasm(resolve(io.cwd, wasm))
  const hash = codeHashOf(code, portableHasher)
  if (hash === expected) return code
  const what = wasm ?? 'What the registry compiles to'
  throw new Error(
    `${what} has the code hash ${hash}, but this version's registry has ${expected} (contract/REGISTRY_HASH). Nothing is deployed; check out a released version, or leave --wasm out.`,
  )
}

async function compile(io: Io, cache: string): Promise<Uint8Array> {
  const { build } = await import('../../toolchain/index.ts')
  const { wasm } = await build({
    entry: resolve(contract, 'index.ts'),
    cacheDir: resolve(io.cwd, cache),
    signal: io.signal,
    onProgress: ({ message, done, total }) => io.stderr.write(`[${done}/${total}] ${message}\n`),
  })
  return wasm
}

async function readWasm(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`The compiled registry cannot be read: ${reason}`, { cause })
  }
}
