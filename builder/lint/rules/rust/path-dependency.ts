import { posix } from 'node:path'
import { type CargoDependency, dependency } from '../../contracts/cargo-dependencies.ts'
import type { RustContract } from '../../contracts/contract.ts'
import { folderOf } from '../../contracts/folder-of.ts'
import { tableAt } from '../../manifest/manifest.ts'
import { pathIn } from '../../tree/tree.ts'
import type { RustRule } from '../rule.ts'

export const pathDependency: RustRule = {
  id: 'rust-path-dependency',
  severity: 'error',
  looksFor: 'crates by `path`, in dependencies and patches, that are in the repository',
  why: 'Nobody else has what is outside of the repository, so the contract does not build there.',
  fix: 'Move the crate into the repository, or depend on its published version.',
  check(contract, { tree }) {
    return [...contract.dependencies, ...patches(contract)].flatMap((each) => {
      if (each.local === undefined) return []
      const folder = pathIn(folderOf(each.manifest.file), each.local)
      const there = folder !== undefined && tree.has(posix.join(folder, 'Cargo.toml'))
      if (there) return []
      const what =
        folder === undefined
          ? `${each.name} is outside of the linted folder: "${each.local}".`
          : `${each.name} is not there: "${each.local}" has no Cargo.toml.`
      const line = each.manifest.lineOf(...each.path, 'path')
      return [{ what, file: each.manifest.file, line }]
    })
  },
}

/** What `[patch]` and `[replace]` put in place of dependencies; cargo reads them at the root of a workspace alone. */
export function patches({ workspace }: RustContract): CargoDependency[] {
  const sources = Object.keys(tableAt(workspace.value, 'patch')).map((name) => ['patch', name])
  return [...sources, ['replace']].flatMap((path) =>
    Object.keys(tableAt(workspace.value, ...path)).map((name) =>
      dependency(name, workspace, [...path, name]),
    ),
  )
}
