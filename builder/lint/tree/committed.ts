import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { ExecaError } from 'execa'
import { BuilderError } from '../../errors.ts'
import { oneLine } from '../../one-line.ts'
import { createGit, type Git } from '../../source/git.ts'
import type { LintLimits } from '../limits.ts'

/** `present`: it is there, and git keeps no track of the folder or cannot say. */
export type Commitment = 'tracked' | 'present' | 'ignored' | 'untracked'

export type Committed = {
  /** Says whether git has a file. */
  of(path: string): Promise<Commitment>
  /** Says whether the folder is below the top of a work tree; false where git cannot say. */
  isPart(): Promise<boolean>
  /** What git could not say, as sentences. */
  notes: ReadonlySet<string>
}

/** Makes a function that asks git about files below a folder, once for each, and no more once it took too long. */
export function createCommitted(root: string, signal: AbortSignal, limits: LintLimits): Committed {
  const { timeMs, askedOfGit } = limits
  const known = new Map<string, Promise<Commitment>>()
  const notes = new Set<string>()
  let gaveUp = false
  const gitIn = (directory: string) =>
    createGit({
      directory,
      transports: [],
      symlinks: false,
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeMs)]),
    })
  return {
    notes,
    async isPart() {
      try {
        return (await gitIn(root)('rev-parse', '--show-prefix')) !== ''
      } catch {
        signal.throwIfAborted()
        return false
      }
    },
    of(path) {
      const before = known.get(path)
      if (before !== undefined) return before
      if (known.size >= askedOfGit) {
        notes.add(
          `Whether files are committed was checked of ${askedOfGit} files, and not of the others.`,
        )
        return Promise.resolve('present')
      }
      const asked = ask(path)
      known.set(path, asked)
      return asked
    },
  }

  async function ask(path: string): Promise<Commitment> {
    if (gaveUp) return 'present'
    try {
      const file = join(root, path)
      const inFolder = gitIn(dirname(file))
      if (!(await isWorkTree(inFolder))) {
        return (await isIgnoredOutside(gitIn(root), root, path)) ? 'ignored' : 'present'
      }
      const name = basename(file)
      // A tracked file stays tracked where .gitignore names it.
      const list = ['--literal-pathspecs', 'ls-files', '--error-unmatch', '--', name]
      if (await succeeds(inFolder(...list))) return 'tracked'
      return (await succeeds(inFolder('check-ignore', '--quiet', '--', name)))
        ? 'ignored'
        : 'untracked'
    } catch (error) {
      signal.throwIfAborted()
      gaveUp = error instanceof ExecaError && error.isCanceled
      notes.add(`Whether files are committed was not checked: ${reasonOf(error)}`)
      return 'present'
    }
  }
}

async function isWorkTree(git: Git): Promise<boolean> {
  try {
    return (await git('rev-parse', '--is-inside-work-tree')) === 'true'
  } catch (error) {
    const said = error instanceof ExecaError ? String(error.stderr) : ''
    if (said.includes('not a git repository')) return false
    throw error
  }
}

/** Whether .gitignore files name a path of a folder that is no work tree. */
async function isIgnoredOutside(git: Git, root: string, path: string): Promise<boolean> {
  const empty = await mkdtemp(join(tmpdir(), 'countersign-lint-'))
  try {
    await git('init', '--quiet', empty)
    const as = [`--git-dir=${join(empty, '.git')}`, `--work-tree=${root}`]
    return await succeeds(git(...as, 'check-ignore', '--quiet', '--', path))
  } finally {
    await rm(empty, { recursive: true, force: true })
  }
}

/** Whether git said yes; it says no with exit code 1. */
async function succeeds(answer: Promise<string>): Promise<boolean> {
  try {
    await answer
    return true
  } catch (error) {
    if (error instanceof ExecaError && error.exitCode === 1) return false
    throw error
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof BuilderError) return error.message
  if (error instanceof ExecaError) {
    if (error.isCanceled) return 'git took too long.'
    const said = String(error.stderr).trim().split('\n')[0] ?? ''
    return `git said "${oneLine(said)}".`
  }
  return String(error)
}
