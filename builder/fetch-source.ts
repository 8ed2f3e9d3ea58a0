import { mkdir } from 'node:fs/promises'
import { ExecaError, execa } from 'execa'
import { BuilderError } from './errors.ts'

export type FetchSource = {
  /** `https://…`, or the path of a local repository where `allowLocal` is set. */
  repository: string
  /** 40 or 64 lower-case hexadecimal digits. */
  commit: string
  /** Made if it is missing; must be empty. */
  directory: string
  /** Lets `repository` be a path of this machine. Off by default: a recipe must not read the builder's disk. */
  allowLocal?: boolean
  signal?: AbortSignal | undefined
}

/**
 * Checks one commit of a repository out into a directory of its own, and nothing but that commit.
 *
 * Runs git without hooks, prompts, credentials and the user's configuration, and lets it speak https only.
 */
export async function fetchSource(source: FetchSource): Promise<void> {
  await mkdir(source.directory, { recursive: true })
  const git = (...args: string[]) => runGit(source, args)
  await git('init', '--quiet', '.')
  await git('fetch', '--quiet', '--depth=1', '--no-tags', source.repository, source.commit)
  await git('checkout', '--quiet', '--detach', 'FETCH_HEAD')
}

async function runGit(source: FetchSource, args: string[]): Promise<void> {
  const transports = source.allowLocal ? ['file'] : ['https']
  const config = [
    'core.hooksPath=/dev/null',
    'credential.helper=',
    'init.defaultBranch=main',
    'core.autocrlf=false',
    'core.symlinks=false',
    'protocol.allow=never',
    ...transports.map((name) => `protocol.${name}.allow=always`),
  ].flatMap((setting) => ['-c', setting])
  try {
    await execa('git', [...config, ...args], {
      cwd: source.directory,
      extendEnv: false,
      env: {
        PATH: process.env.PATH,
        HOME: source.directory,
        GIT_TERMINAL_PROMPT: '0',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: '/dev/null',
        LC_ALL: 'C',
      },
      stdin: 'ignore',
      ...(source.signal === undefined ? {} : { cancelSignal: source.signal }),
    })
  } catch (cause) {
    throw gitError(source, args, cause)
  }
}

function gitError(source: FetchSource, args: string[], cause: unknown): unknown {
  if (!(cause instanceof ExecaError)) return cause
  if (source.signal?.aborted) return source.signal.reason
  if (cause.code === 'ENOENT') {
    return new BuilderError('GIT_MISSING', 'git is not installed; it is needed to fetch sources.', {
      cause,
    })
  }
  const said = String(cause.stderr).trim().split('\n').slice(-1)[0]
  return new BuilderError(
    'FETCH_FAILED',
    `Could not fetch commit ${source.commit} of ${source.repository}: git ${args[0]} said "${said}".`,
    { cause },
  )
}
