import { textAt, valueAt } from '../../manifest/manifest.ts'
import type { RustRule } from '../rule.ts'

export const repositoryUrl: RustRule = {
  id: 'rust-repository',
  severity: 'error',
  looksFor: '`repository` in `[package]`, an https URL',
  why: 'It becomes the source that the contract names, and cargo-near refuses any but an https URL.',
  fix: 'Set repository in [package] to the https URL that others can clone.',
  check({ manifest, workspace }) {
    const inherits = valueAt(manifest.value, 'package', 'repository', 'workspace') === true
    const [where, path] = inherits
      ? [workspace, ['workspace', 'package', 'repository']]
      : [manifest, ['package', 'repository']]
    const said = textAt(where.value, ...path)
    const url = said === undefined ? null : URL.parse(said)
    if (url?.protocol === 'https:') return []
    const what =
      said === undefined ? 'repository is missing.' : `repository "${said}" is no https URL.`
    return [{ what, file: where.file, line: where.lineOf(...path) }]
  },
}
