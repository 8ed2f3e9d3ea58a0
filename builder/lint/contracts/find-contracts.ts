import { basename } from 'node:path'
import type { Repository } from '../repository.ts'
import type { Contract, PythonContract, RustContract } from './contract.ts'
import { readJavascriptContract } from './find-javascript.ts'
import { readPythonContract } from './find-python.ts'
import { readRustContract, withoutLibraries } from './find-rust.ts'

type Read = (repository: Repository, file: string) => Promise<Contract | undefined>

const READERS: Readonly<Record<string, Read>> = {
  'Cargo.toml': readRustContract,
  'package.json': readJavascriptContract,
  'pyproject.toml': readPythonContract,
  'requirements.txt': readPythonContract,
}

/** Finds the contracts of a repository by their manifests; at most as many as asked for, and whether these are all. */
export async function findContracts(
  repository: Repository,
  most: number,
): Promise<{ contracts: Contract[]; all: boolean }> {
  const contracts: Contract[] = []
  const pythonFolders = new Set<string>()
  for (const path of repository.tree.paths) {
    const read = READERS[basename(path)]
    const contract = await read?.(repository, path)
    if (contract === undefined || (contract.language === 'python' && isKnown(contract))) continue
    if (contracts.length === most) return { contracts: ownContracts(), all: false }
    contracts.push(contract)
  }
  return { contracts: ownContracts(), all: true }

  function ownContracts(): Contract[] {
    const rust = contracts.filter(
      (contract): contract is RustContract => contract.language === 'rust',
    )
    const own = new Set<Contract>(withoutLibraries(rust))
    return contracts.filter((contract) => contract.language !== 'rust' || own.has(contract))
  }

  /** A folder with both pyproject.toml and requirements.txt is one contract. */
  function isKnown({ folder }: PythonContract): boolean {
    const known = pythonFolders.has(folder)
    pythonFolders.add(folder)
    return known
  }
}
