import { posix } from 'node:path'
import { type Manifest, valueAt } from '../manifest/manifest.ts'
import type { Repository } from '../repository.ts'
import { splitRust } from '../source/split-rust.ts'
import { pathIn, type Tree } from '../tree/tree.ts'
import { cargoDependencies } from './cargo-dependencies.ts'
import { folderOf } from './folder-of.ts'

/** A package of the repository that becomes part of a contract. */
export type LocalPackage = {
  folder: string
  /** Path of its build script, if it has one. */
  buildScript: string | undefined
}

/** Lists a package and those of the repository that it depends on by path, and they in turn. */
export async function localPackages(
  manifest: Manifest,
  workspace: Manifest,
  { tree, manifests }: Repository,
): Promise<LocalPackage[]> {
  const packages: LocalPackage[] = []
  const folders = new Set([folderOf(manifest.file)])
  for (const folder of folders) {
    const found = await manifests.read(posix.join(folder, 'Cargo.toml'))
    if (found === undefined) continue
    packages.push({ folder, buildScript: buildScriptOf(found, folder, tree) })
    for (const { manifest: said, path, local } of cargoDependencies(found, workspace)) {
      if (local === undefined || path.includes('build-dependencies')) continue
      const below = pathIn(folderOf(said.file), local)
      if (below !== undefined && tree.has(posix.join(below, 'Cargo.toml'))) folders.add(below)
    }
  }
  return packages
}

/** The build script: what the manifest names, else build.rs if it is there (The Cargo Book, "The build field"). */
function buildScriptOf(manifest: Manifest, folder: string, tree: Tree): string | undefined {
  const said = valueAt(manifest.value, 'package', 'build')
  if (said === false) return undefined
  const name = typeof said === 'string' ? pathIn(folder, said) : posix.join(folder, 'build.rs')
  return name !== undefined && tree.has(name) ? name : undefined
}

const NAME = /^[A-Za-z_][A-Za-z0-9_-]{1,99}$/
const SET = /rustc-env=([A-Za-z_][A-Za-z0-9_-]{0,99})/

const MOST_NAMES = 1_000

/** The environment variables that build scripts may set for the compiler: whatever looks like a name in their texts. */
export async function namesInBuildScripts(
  packages: readonly LocalPackage[],
  { tree }: Repository,
): Promise<Set<string>> {
  const names = new Set<string>()
  for (const { buildScript } of packages) {
    const text = buildScript === undefined ? undefined : await tree.read(buildScript)
    if (buildScript === undefined || text === undefined) continue
    for (const { text: literal } of splitRust(buildScript, text).literals) {
      const name = NAME.test(literal) ? literal : SET.exec(literal)?.[1]
      if (name !== undefined && names.size < MOST_NAMES) names.add(name)
    }
  }
  return names
}
