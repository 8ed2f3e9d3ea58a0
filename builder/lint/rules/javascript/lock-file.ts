import { findUpwards } from '../../tree/tree.ts'
import { foundUncommitted } from '../committed-file.ts'
import type { JavascriptRule } from '../rule.ts'

export const LOCK_FILES = [
  'npm-shrinkwrap.json',
  'package-lock.json',
  'pnpm-lock.yaml',
  'yarn.lock',
  'bun.lock',
]

export const lockFile: JavascriptRule = {
  id: 'javascript-lock-file',
  severity: 'error',
  looksFor:
    '`package-lock.json`, `pnpm-lock.yaml`, `yarn.lock` or `bun.lock` beside the manifest or above, not ignored and in git',
  why: 'near-sdk-js asks for ranges of Babel, Rollup and TypeScript, so that without a lock file every day may have another compiler.',
  fix: 'Commit the lock file that the package manager writes.',
  async check({ folder, manifest }, { tree, committed }) {
    const file = findUpwards(tree, folder, LOCK_FILES)
    if (file !== undefined) return foundUncommitted(committed, file)
    return [{ what: 'There is no lock file.', file: manifest.file, line: 1 }]
  },
}
