import { posix } from 'node:path'
import type { Repository } from '../repository.ts'
import { isBelow, pathIn } from '../tree/tree.ts'
import { cargoDependencies } from './cargo-dependencies.ts'
import type { RustContract } from './contract.ts'
import { folderOf } from './find-rust.ts'

const NOT_IN_THE_CONTRACT = ['benches', 'examples', 'tests']

/** Lists the sources of a contract and of the crates below the linted folder that it depends on, without build scripts and tests. */
export async function rustSources(
  contract: RustContract,
  { tree, manifests }: Repository,
): Promise<string[]> {
  const packages = new Set(
    tree.paths.filter((path) => posix.basename(path) === 'Cargo.toml').map(folderOf),
  )
  const folders = new Set([contract.folder])
  for (const folder of folders) {
    const manifest = await manifests.read(posix.join(folder, 'Cargo.toml'))
    if (manifest === undefined) continue
    for (const { manifest: said, path, local } of cargoDependencies(manifest, contract.workspace)) {
      if (local === undefined || path.includes('build-dependencies')) continue
      const found = pathIn(folderOf(said.file), local)
      if (found !== undefined && packages.has(found)) folders.add(found)
    }
  }
  return tree.paths.filter((path) => path.endsWith('.rs') && folders.has(packageOf(path) ?? ' '))

  /** The package that a source belongs to; undefined for tests, examples and build scripts. */
  function packageOf(path: string): string | undefined {
    let folder = folderOf(path)
    while (folder !== '' && !packages.has(folder)) folder = folderOf(folder)
    if (!isBelow(path, folder)) return undefined
    const [first = ''] = path.slice(folder === '' ? 0 : folder.length + 1).split('/')
    return NOT_IN_THE_CONTRACT.includes(first) || first === 'build.rs' ? undefined : folder
  }
}
