import { ExecaError, execa } from 'execa'
import { BuilderError } from '../errors.ts'

export type GitOptions = {
  directory: string
  /** What git may speak. */
  transports: readonly ('https' | 'file')[]
  /** Makes symbolic links as links; else as files that hold their targets. */
  symlinks: boolean
  signal?: AbortSignal | undefined
}

export type Git = (...args: string[]) => Promise<string>

/**
 * Makes a function that runs git in a folder, without hooks, prompts, credentials and the user's configuration.
 *
 * Objects are checked as they come, so that names that would leave the folder or pass for git's own are refused. `-c` holds for the
 * git processes that submodules start, too.
 *
 * @throws BuilderError `GIT_MISSING`; ExecaError with what git said.
 */
export function createGit({ directory, transports, symlinks, signal }: GitOptions): Git {
  const config = [
    'core.hooksPath=/dev/null',
    'credential.helper=',
    'init.defaultBranch=main',
    'core.autocrlf=false',
    'core.fsmonitor=false',
    `core.symlinks=${symlinks}`,
    'transfer.fsckObjects=true',
    'fetch.recurseSubmodules=false',
    'protocol.allow=never',
    ...transports.map((name) => `protocol.${name}.allow=always`),
  ].flatMap((setting) => ['-c', setting])
  return async (...args) => {
    try {
      const { stdout } = await execa('git', [...config, ...args], {
        cwd: directory,
        extendEnv: false,
        env: {
          PATH: process.env.PATH,
          HOME: directory,
          GIT_TERMINAL_PROMPT: '0',
          GIT_CONFIG_NOSYSTEM: '1',
          GIT_CONFIG_GLOBAL: '/dev/null',
          LC_ALL: 'C',
        },
        stdin: 'ignore',
        ...(signal === undefined ? {} : { cancelSignal: signal }),
      })
      return stdout
    } catch (cause) {
      if (!(cause instanceof ExecaError) || cause.code !== 'ENOENT') throw cause
      const text = 'git is not installed; it is needed to fetch sources.'
      throw new BuilderError('GIT_MISSING', text, { cause })
    }
  }
}
