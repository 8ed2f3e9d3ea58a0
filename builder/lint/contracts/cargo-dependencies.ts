import { isTable, type Manifest, tableAt, textAt, valueAt } from '../manifest/manifest.ts'

/** A dependency of a crate that its code or its build script has; those that only tests have are left out. */
export type CargoDependency = {
  name: string
  /** Where its version or source is said: a member's may be in its workspace. */
  manifest: Manifest
  path: string[]
  version: string | undefined
  git: { url: string; rev: string | undefined } | undefined
  /** Relative to the folder of the manifest. */
  local: string | undefined
}

const SECTIONS = ['dependencies', 'build-dependencies']

/** Lists the dependencies of a crate; what a workspace says for its members is taken from there. */
export function cargoDependencies(manifest: Manifest, workspace: Manifest): CargoDependency[] {
  const targets = Object.keys(tableAt(manifest.value, 'target'))
  const tables = [
    ...SECTIONS.map((section) => [section]),
    ...targets.flatMap((target) => SECTIONS.map((section) => ['target', target, section])),
  ]
  return tables.flatMap((path) =>
    Object.keys(tableAt(manifest.value, ...path)).map((name) => {
      const inherits = valueAt(manifest.value, ...path, name, 'workspace') === true
      return inherits
        ? dependency(name, workspace, ['workspace', 'dependencies', name])
        : dependency(name, manifest, [...path, name])
    }),
  )
}

/** Reads one dependency, wherever it is said. */
export function dependency(name: string, manifest: Manifest, path: string[]): CargoDependency {
  const said = valueAt(manifest.value, ...path)
  const url = textAt(said, 'git')
  return {
    name: textAt(said, 'package') ?? name,
    manifest,
    path,
    version: typeof said === 'string' ? said : textAt(said, 'version'),
    git: url === undefined ? undefined : { url, rev: textAt(said, 'rev') },
    local: isTable(said) ? textAt(said, 'path') : undefined,
  }
}
