import { posix } from 'node:path'
import { foundUncommitted } from '../committed-file.ts'
import type { RustRule } from '../rule.ts'

export const lockFile: RustRule = {
  id: 'rust-lock-file',
  severity: 'error',
  looksFor:
    '`Cargo.lock` beside the manifest or at the root of its workspace, not ignored and in git',
  why: 'Without it cargo takes the newest versions of the day, and cargo-near refuses to build.',
  fix: 'Run cargo generate-lockfile, take Cargo.lock out of .gitignore and commit it.',
  async check({ manifest, workspaceFolder }, { tree, committed }) {
    const file = posix.join(workspaceFolder, 'Cargo.lock')
    if (tree.has(file)) return foundUncommitted(committed, file)
    return [{ what: `There is no ${file}.`, file: manifest.file, line: 1 }]
  },
}
