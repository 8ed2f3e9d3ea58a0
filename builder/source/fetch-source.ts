import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ExecaError } from 'execa'
import { folderBytes, watchDisk } from '../container/disk-watch.ts'
import { BuilderError } from '../errors.ts'
import { oneLine } from '../one-line.ts'
import { createGit, type Git } from './git.ts'

export type FetchSource = {
  /** `https://…`, or the path of a local repository where `allowLocal` is set. */
  repository: string
  /** 40 or 64 lower-case hexadecimal digits. */
  commit: string
  /** Made if it is missing; must be empty. */
  directory: string
  /** Lets `repository` be a path of this machine. Off by default: a recipe must not read the builder's disk. */
  allowLocal?: boolean
  /** Makes symbolic links as links. Off by default: what is read on this machine must not lead out of the checkout. */
  symlinks?: boolean
  /** Fetches the submodules at their recorded commits, and theirs. */
  submodules?: boolean
  /** What fetching may take. */
  limits?: { timeMs: number; diskBytes: number }
  signal?: AbortSignal | undefined
}

export type FetchedSource = {
  /** Seconds since 1970 of the commit. */
  commitTime: number
}

const DEFAULT_LIMITS = { timeMs: 10 * 60_000, diskBytes: 10 * 2 ** 30 }

/**
 * Checks one commit of a repository out into a directory of its own, and nothing but that commit.
 *
 * @throws BuilderError `FETCH_FAILED` with what git said or which limit was passed, `GIT_MISSING`.
 */
export async function fetchSource(source: FetchSource): Promise<FetchedSource> {
  const { directory, limits = DEFAULT_LIMITS } = source
  await mkdir(directory, { recursive: true })
  const tooMuch = new AbortController()
  const stop = (what: string): void => tooMuch.abort(failed(source, what))
  const tooLarge = `it takes more than ${limits.diskBytes} bytes`
  const timer = setTimeout(
    () => stop(`it took longer than ${Math.round(limits.timeMs / 60_000)} minutes`),
    limits.timeMs,
  )
  const disk = watchDisk({
    measure: () => folderBytes(directory, limits.diskBytes),
    limitBytes: limits.diskBytes,
    onExceeded: () => stop(tooLarge),
  })
  const signals = [tooMuch.signal, ...(source.signal === undefined ? [] : [source.signal])]
  const signal = AbortSignal.any(signals)
  const git = createGit({
    directory,
    transports: source.allowLocal ? ['file'] : ['https'],
    symlinks: source.symlinks === true,
    signal,
  })
  try {
    const fetched = await checkOut(git, source)
    // What was quicker than the watch has its size all the same.
    if ((await folderBytes(directory, limits.diskBytes)) > limits.diskBytes) {
      throw failed(source, tooLarge)
    }
    return fetched
  } catch (error) {
    signal.throwIfAborted()
    throw error instanceof ExecaError ? failed(source, saidBy(error), error) : error
  } finally {
    clearTimeout(timer)
    disk.stop()
  }
}

async function checkOut(git: Git, source: FetchSource): Promise<FetchedSource> {
  const { repository, commit, directory } = source
  await git('init', '--quiet', '.')
  // Submodules may be named relative to it.
  await git('remote', 'add', 'origin', repository)
  await git('fetch', '--quiet', '--depth=1', '--no-tags', 'origin', commit)
  await git('checkout', '--quiet', '--detach', 'FETCH_HEAD')
  if (source.submodules === true && (await exists(join(directory, '.gitmodules')))) {
    await git('submodule', '--quiet', 'update', '--init', '--recursive', '--depth=1')
  }
  return { commitTime: Number(await git('show', '--no-patch', '--format=%ct', 'HEAD')) }
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined
}

function failed({ commit, repository }: FetchSource, what: string, cause?: unknown): BuilderError {
  const text = `Could not fetch commit ${commit} of ${repository}: ${what}.`
  return new BuilderError('FETCH_FAILED', text, cause === undefined ? undefined : { cause })
}

/** What git said last. */
function saidBy(error: ExecaError): string {
  const line = String(error.stderr).trim().split('\n').at(-1) ?? ''
  return `git said "${oneLine(line)}"`
}
