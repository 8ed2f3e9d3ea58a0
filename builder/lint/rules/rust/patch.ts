import type { RustRule } from '../rule.ts'
import { patches } from './path-dependency.ts'

export const patch: RustRule = {
  id: 'rust-patch',
  severity: 'warning',
  looksFor: 'no `[patch]` and no `[replace]`',
  why: 'The build then has other code than the dependency that a reader sees, and does not hold if the contract is built from another workspace.',
  fix: 'Depend on the changed crate under its own name and version.',
  check(contract) {
    return patches(contract).map((each) => ({
      what: `${each.name} is replaced by other code.`,
      file: each.manifest.file,
      line: each.manifest.lineOf(...each.path),
    }))
  },
}
