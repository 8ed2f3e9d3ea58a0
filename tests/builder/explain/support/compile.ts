import { type Clang, loadClang } from '../../../../toolchain/engine/clang.ts'
import { contractSource } from './source.ts'

export type CompileOptions = {
  source?: string
  /** What the compiler takes for the path of the source, in `__FILE__` and for debuggers. */
  path?: string
  flags?: readonly string[]
  linkFlags?: readonly string[]
  /** Further files that are linked, before or behind the contract. */
  before?: Readonly<Record<string, string>>
  behind?: Readonly<Record<string, string>>
}

export type Compiler = (options?: CompileOptions) => Promise<Uint8Array<ArrayBuffer>>

const TARGET = ['--target=wasm32-wasip1', '-mcpu=mvp', '-mmutable-globals', '-w']
const LINK = ['-nostdlib', '-nostartfiles', '-Wl,--no-entry', '-Wl,--allow-undefined']

/** Loads the toolchain's clang and gives what compiles and links one contract, the same for the same options. */
export async function loadCompiler(): Promise<Compiler> {
  const clang: Clang = await loadClang()
  return async (options = {}) => {
    const { source = contractSource(), path = 'src/vault.c', before = {}, behind = {} } = options
    const flags = [...TARGET, ...(options.flags ?? ['-O2']), `-ffile-prefix-map=vault.c=${path}`]
    const files = { ...before, 'vault.c': source, ...behind }
    const objects: Record<string, Uint8Array> = {}
    for (const name of Object.keys(files)) {
      const object = name.replace(/\.c$/, '.o')
      objects[object] = await clang([...flags, '-c', name], files, object)
    }
    const args = [...TARGET, ...LINK, ...(options.linkFlags ?? []), ...Object.keys(objects)]
    return new Uint8Array(await clang(args, objects, 'vault.wasm'))
  }
}
