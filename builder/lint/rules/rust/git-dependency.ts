import type { Found } from '../../finding.ts'
import type { RustRule } from '../rule.ts'
import { patches } from './path-dependency.ts'

export const gitDependency: RustRule = {
  id: 'rust-git-dependency',
  severity: 'warning',
  looksFor:
    'crates by `git` that are named by commit and fetched by https; an error if only you may fetch them',
  why: 'A branch or tag moves on, and its old commit can disappear, so that the locked one cannot be fetched any more.',
  fix: 'Use a published version, or an https URL and rev with the full commit.',
  check(contract) {
    return [...contract.dependencies, ...patches(contract)].flatMap((each): Found[] => {
      if (each.git === undefined) return []
      const { url, rev } = each.git
      const place = { file: each.manifest.file, line: each.manifest.lineOf(...each.path, 'git') }
      if (URL.parse(url)?.protocol !== 'https:') {
        const what = `${each.name} comes from "${url}", which is no https URL.`
        return [{ what, ...place, severity: 'error' }]
      }
      if (/^[0-9a-f]{40}$/.test(rev ?? '')) return []
      const what = `${each.name} comes from "${url}" without a full commit as rev.`
      return [{ what, ...place }]
    })
  },
}
