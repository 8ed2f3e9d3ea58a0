import { posix } from 'node:path'
import { isTable, type Manifest, textsAt, valueAt } from '../manifest/manifest.ts'
import type { Repository } from '../repository.ts'
import { upwards } from '../tree/tree.ts'
import { cargoDependencies } from './cargo-dependencies.ts'
import type { RustContract } from './contract.ts'

/** Reads a Cargo.toml as a contract's: a package that is made a library for others, or that uses near-sdk. */
export async function readRustContract(
  { manifests, tree }: Repository,
  file: string,
): Promise<RustContract | undefined> {
  const manifest = await manifests.read(file)
  if (manifest === undefined || !isTable(valueAt(manifest.value, 'package'))) return undefined
  const folder = folderOf(file)
  const workspace = await findWorkspace()
  const dependencies = cargoDependencies(manifest, workspace)
  const types = [
    ...textsAt(manifest.value, 'lib', 'crate-type'),
    ...textsAt(manifest.value, 'lib', 'crate_type'),
  ]
  const usesSdk = dependencies.some(({ name, path }) => name === 'near-sdk' && !isForBuild(path))
  if (!types.includes('cdylib') && !usesSdk) return undefined
  const workspaceFolder = folderOf(workspace.file)
  return { language: 'rust', folder, manifest, workspace, workspaceFolder, dependencies }

  async function findWorkspace(): Promise<Manifest> {
    for (const above of upwards(folder)) {
      const path = posix.join(above, 'Cargo.toml')
      const found = tree.has(path) ? await manifests.read(path) : undefined
      if (found !== undefined && isTable(valueAt(found.value, 'workspace'))) return found
    }
    return manifest as Manifest
  }
}

export function folderOf(file: string): string {
  const folder = posix.dirname(file)
  return folder === '.' ? '' : folder
}

const isForBuild = (path: readonly string[]): boolean => path.includes('build-dependencies')
