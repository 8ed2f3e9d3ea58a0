import { execa } from 'execa'

/** The repository as the demo's builders fetch it. */
export type Checkout = {
  root: string
  commit: string
  /** Address that recipes name. */
  repository: string
  /** Files of the demo's contracts that differ from the commit. */
  changed: string[]
}

/** Reads which commit is checked out, and what of the contracts is not committed. */
export async function readCheckout(
  root: string,
  repository: string,
  paths: readonly string[],
): Promise<Checkout> {
  const git = async (...args: string[]) => (await execa('git', args, { cwd: root })).stdout
  try {
    const commit = await git('rev-parse', 'HEAD')
    const changed = await git('status', '--porcelain', '--untracked-files=all', '--', ...paths)
    return { root, commit, repository, changed: changed.split('\n').filter((line) => line !== '') }
  } catch (cause) {
    throw new Error(
      `${root} is not a git checkout with a commit. The builders fetch their sources by commit, so clone the repository with git and start again there.`,
      { cause },
    )
  }
}
