import { createHash } from 'node:crypto'
import type { CacheStore } from '../cache/store.ts'
import type { BuildMode, Intrinsics } from '../types.ts'
import { type Clang, type FileTree, loadClang } from './clang.ts'
import { COMPILE_FLAGS, LINK_FLAGS } from './flags.ts'
import { optimiseEngine } from './optimise.ts'
import type { SourceTree } from './patch.ts'
import { readEngineSources } from './sources.ts'

/** A linked program: the bytecode compiler, or the engine with one set of intrinsics. */
export type EngineProgram = 'compiler' | Intrinsics

/** Builds the WebAssembly programs that every contract shares; none depends on the contract. */
export type EngineBuilder = {
  program(name: EngineProgram): Promise<Uint8Array<ArrayBuffer>>
  /** The engine as contracts have it: a linked one with the build's own parts taken out, optimised. */
  optimised(name: Intrinsics, mode: BuildMode): Promise<Uint8Array<ArrayBuffer>>
}

export type EngineDeps = {
  cache: CacheStore
  /** Version and integrity of the compiler, as text: part of what the cached programs depend on. */
  compilerPackage: string
  /** Digest of the toolchain: how an engine is optimised is in our own sources. */
  toolchain: string
  onStep: (message: string) => void
}

type ObjectFile = { name: string; source: string; flags: readonly string[] }

const LIBRARY = [
  'cutils',
  'libunicode',
  'libregexp',
  'libbf',
  'near-quickjs',
  'allocator',
  'format',
  'memory',
] as const

const PROGRAM_OBJECTS: Record<EngineProgram, ObjectFile> = {
  compiler: { name: 'compile.o', source: 'compile.c', flags: [] },
  full: { name: 'builder-full.o', source: 'builder.c', flags: [] },
  minimal: { name: 'builder-minimal.o', source: 'builder.c', flags: ['-DCOUNTERSIGN_MINIMAL'] },
}

/** Makes the builder of engine programs. Objects and programs are cached by what they are made of. */
export function createEngineBuilder(deps: EngineDeps): EngineBuilder {
  const { cache, compilerPackage, toolchain, onStep } = deps
  let sources: Promise<SourceTree> | undefined
  let clang: Promise<Clang> | undefined

  const runClang = async (args: readonly string[], files: FileTree, output: string) => {
    clang ??= loadClang()
    return (await clang)(args, files, output)
  }

  async function cached(
    kind: 'objects' | 'engines',
    key: string,
    make: () => Promise<Uint8Array>,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const found = await cache.get(kind, key)
    if (found !== undefined) return new Uint8Array(found)
    const made = await make()
    await cache.put(kind, key, made)
    return new Uint8Array(made)
  }

  async function compileObject(object: ObjectFile): Promise<Uint8Array> {
    sources ??= readEngineSources()
    const tree = await sources
    const args = [...COMPILE_FLAGS, ...object.flags, '-c', object.source]
    const key = hashOf([compilerPackage, args, reachable(tree, object.source)])
    return cached('objects', key, () => {
      onStep(`Compiling ${object.source}`)
      return runClang(args, tree, object.name)
    })
  }

  async function program(name: EngineProgram): Promise<Uint8Array<ArrayBuffer>> {
    const objects: ObjectFile[] = [
      ...LIBRARY.map((base) => ({ name: `${base}.o`, source: `${base}.c`, flags: [] })),
      PROGRAM_OBJECTS[name],
    ]
    const files: Record<string, Uint8Array> = {}
    for (const object of objects) files[object.name] = await compileObject(object)
    const args = [...LINK_FLAGS, ...objects.map((object) => object.name), '-lm']
    const key = hashOf([compilerPackage, args, Object.values(files).map(hashBytes)])
    return cached('engines', key, () => {
      onStep(`Linking the ${name === 'compiler' ? 'bytecode compiler' : `${name} engine`}`)
      return runClang(args, files, `${name}.wasm`)
    })
  }

  return {
    program,
    async optimised(name, mode) {
      const linked = await program(name)
      const key = hashOf([toolchain, mode, hashBytes(linked)])
      return cached('engines', key, () => {
        onStep(`Optimising the ${name} engine`)
        return optimiseEngine(linked, mode)
      })
    },
  }
}

/** Lists a source and every file that it includes, with their texts. */
function reachable(tree: SourceTree, source: string): [string, string][] {
  const found = new Map<string, string>()
  const visit = (name: string) => {
    const text = tree[name]
    if (text === undefined || found.has(name)) return
    found.set(name, text)
    for (const match of text.matchAll(/^\s*#\s*include\s+"([^"]+)"/gm)) visit(match[1] ?? '')
  }
  visit(source)
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1))
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}

function hashBytes(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
