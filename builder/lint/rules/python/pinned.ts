import { findUpwards } from '../../tree/tree.ts'
import type { PythonRule } from '../rule.ts'
import { LOCK_FILES } from './lock-file.ts'

export const pinned: PythonRule = {
  id: 'python-pinned',
  severity: 'error',
  looksFor:
    'one exact version (`==`) for each dependency in `pyproject.toml` and `requirements.txt`; a warning if there is a lock file',
  why: 'What is not one version is the newest of the day, and its code becomes part of the contract.',
  fix: 'Ask for one version with ==, as in near-sdk-py==0.7.3.',
  check({ folder, requirements }, { tree }) {
    const isLocked = findUpwards(tree, folder, LOCK_FILES) !== undefined
    return requirements
      .filter(({ exact }) => !exact)
      .map(({ text, file, line }) => ({
        what: `"${text.slice(0, 80)}" is not one version.`,
        file,
        line,
        severity: isLocked ? 'warning' : 'error',
      }))
  },
}
