import { posix } from 'node:path'
import type { Tree } from '../tree/tree.ts'
import type { RustContract } from './contract.ts'
import { folderOf } from './folder-of.ts'

const NOT_IN_THE_CONTRACT = ['benches', 'build.rs', 'examples', 'tests']

/** Lists the sources of a contract and of the crates below the linted folder that it depends on, without build scripts and tests. */
export function rustSources({ packages }: RustContract, tree: Tree): string[] {
  const all = new Set(
    tree.paths.filter((path) => posix.basename(path) === 'Cargo.toml').map(folderOf),
  )
  const own = new Set(packages.map(({ folder }) => folder))
  const scripts = new Set(packages.map(({ buildScript }) => buildScript))
  return tree.paths.filter((path) => path.endsWith('.rs') && !scripts.has(path) && isOwn(path))

  function isOwn(path: string): boolean {
    let folder = folderOf(path)
    while (folder !== '' && !all.has(folder)) folder = folderOf(folder)
    const [first = ''] = path.slice(folder === '' ? 0 : folder.length + 1).split('/')
    return own.has(folder) && !NOT_IN_THE_CONTRACT.includes(first)
  }
}
