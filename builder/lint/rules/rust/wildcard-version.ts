import type { RustRule } from '../rule.ts'

export const wildcardVersion: RustRule = {
  id: 'rust-wildcard-version',
  severity: 'warning',
  looksFor: 'no `*` in the version of a dependency',
  why: 'Whenever Cargo.lock is made anew, any version may take its place.',
  fix: 'Ask for the version that Cargo.lock has.',
  check({ dependencies }) {
    return dependencies
      .filter(({ version }) => version?.includes('*') === true)
      .map(({ name, version, manifest, path }) => ({
        what: `${name} may be any version that "${version}" allows.`,
        file: manifest.file,
        line: manifest.lineOf(...path, 'version'),
      }))
  },
}
