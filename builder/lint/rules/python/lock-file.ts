import { findUpwards } from '../../tree/tree.ts'
import { foundUncommitted } from '../committed-file.ts'
import type { PythonRule } from '../rule.ts'

export const LOCK_FILES = ['uv.lock', 'poetry.lock', 'pdm.lock', 'pylock.toml']

export const lockFile: PythonRule = {
  id: 'python-lock-file',
  severity: 'error',
  looksFor:
    '`uv.lock`, `poetry.lock`, `pdm.lock` or `pylock.toml` beside the manifest or above, not ignored and in git; a warning if there is none',
  why: 'Only a lock file pins the dependencies of dependencies, which become part of the contract, too.',
  fix: 'Run uv lock and commit uv.lock.',
  async check({ folder, manifest }, { tree, committed }) {
    const file = findUpwards(tree, folder, LOCK_FILES)
    if (file !== undefined) return foundUncommitted(committed, file)
    return [{ what: 'There is no lock file.', file: manifest.file, line: 1, severity: 'warning' }]
  },
}
