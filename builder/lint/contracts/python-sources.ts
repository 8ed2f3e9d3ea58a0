import { posix } from 'node:path'
import { isBelow, type Tree } from '../tree/tree.ts'
import type { PythonContract } from './contract.ts'
import { folderOf } from './folder-of.ts'

const MANIFESTS = ['pyproject.toml', 'requirements.txt']

const NOT_IN_THE_CONTRACT = ['tests', 'test', 'docs']

const MOST_SOURCES = 500

/** Lists the sources of a contract, without tests and other projects below; at most 500. */
export function pythonSources({ folder }: PythonContract, tree: Tree): string[] {
  const others = tree.paths
    .filter((path) => MANIFESTS.includes(posix.basename(path)))
    .map(folderOf)
    .filter((other) => other !== folder && isBelow(other, folder))
  const otherFolders = new Set(others)
  return tree.paths
    .filter((path) => path.endsWith('.py') && isBelow(path, folder) && isOwn(path))
    .slice(0, MOST_SOURCES)

  function isOwn(path: string): boolean {
    const [first = ''] = path.slice(folder === '' ? 0 : folder.length + 1).split('/')
    if (NOT_IN_THE_CONTRACT.includes(first) || /^test_|_test\.py$/.test(posix.basename(path))) {
      return false
    }
    for (let at = folderOf(path); at !== folder && at !== ''; at = folderOf(at)) {
      if (otherFolders.has(at)) return false
    }
    return true
  }
}
