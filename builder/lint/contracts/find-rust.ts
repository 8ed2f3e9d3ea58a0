import { posix } from 'node:path'
import { isTable, type Manifest, textAt, textsAt, valueAt } from '../manifest/manifest.ts'
import type { Repository } from '../repository.ts'
import { upwards } from '../tree/tree.ts'
import { cargoDependencies } from './cargo-dependencies.ts'
import type { RustContract } from './contract.ts'
import { folderOf } from './folder-of.ts'
import { localPackages, namesInBuildScripts } from './local-packages.ts'

/** Reads a Cargo.toml as a contract's: a package that is made a library for others, or a library that uses near-sdk. */
export async function readRustContract(
  repository: Repository,
  file: string,
): Promise<RustContract | undefined> {
  const { manifests, tree } = repository
  const manifest = await manifests.read(file)
  if (manifest === undefined || !isTable(valueAt(manifest.value, 'package'))) return undefined
  const folder = folderOf(file)
  const workspace = await findWorkspace()
  const dependencies = cargoDependencies(manifest, workspace)
  const isCdylib = ['crate-type', 'crate_type'].some((key) =>
    textsAt(manifest.value, 'lib', key).includes('cdylib'),
  )
  const isLibrary =
    tree.has(posix.join(folder, 'src/lib.rs')) ||
    textAt(manifest.value, 'lib', 'path') !== undefined
  const usesSdk = dependencies.some(({ name, path }) => name === 'near-sdk' && !isForBuild(path))
  if (!isCdylib && !(isLibrary && usesSdk)) return undefined
  const packages = await localPackages(manifest, workspace, repository)
  return {
    language: 'rust',
    folder,
    manifest,
    isCdylib,
    workspace,
    workspaceFolder: folderOf(workspace.file),
    dependencies,
    packages,
    namesInBuildScripts: await namesInBuildScripts(packages, repository),
  }

  async function findWorkspace(): Promise<Manifest> {
    for (const above of upwards(folder)) {
      const path = posix.join(above, 'Cargo.toml')
      const found = tree.has(path) ? await manifests.read(path) : undefined
      if (found !== undefined && isTable(valueAt(found.value, 'workspace'))) return found
    }
    return manifest as Manifest
  }
}

/** Leaves out libraries that are part of another contract, and not made for more than that. */
export function withoutLibraries(contracts: readonly RustContract[]): RustContract[] {
  const used = new Set(
    contracts.flatMap(({ folder, packages }) =>
      packages.map((each) => each.folder).filter((each) => each !== folder),
    ),
  )
  return contracts.filter(({ isCdylib, folder }) => isCdylib || !used.has(folder))
}

const isForBuild = (path: readonly string[]): boolean => path.includes('build-dependencies')
