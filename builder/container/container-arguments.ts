import type { Engine } from './engine.ts'
import type { Limits } from './limits.ts'
import { PLATFORM } from './pull-image.ts'

/** One container: what runs in it, and what it sees. */
export type Container = {
  name: string
  /** Image by its digest. */
  reference: string
  /** The one folder of this machine that it sees. */
  mount: { from: string; to: string }
  /** Volumes by name that stages share: the engine fills them from the image. */
  volumes: Readonly<Record<string, string>>
  workdir: string
  env: Readonly<Record<string, string>>
  /** For `bash -c`. */
  script: string
  network: boolean
  user: { uid: number; gid: number }
}

const OPEN_FILES = 8_192

/**
 * Gives the arguments of the engine's `run`.
 *
 * The entry point of the image is replaced, so that the recipe's command is what runs; nothing is pulled; no capability is left, and none
 * can be gained.
 */
export function containerArguments(
  { name: engineName, rootless }: Engine,
  container: Container,
  limits: Limits,
): string[] {
  const { mount, volumes, env, user } = container
  return [
    'run',
    ...['--name', container.name, '--rm', '--pull', 'never', '--platform', PLATFORM],
    ...(container.network ? [] : ['--network', 'none']),
    ...['--cap-drop', 'all', '--security-opt', 'no-new-privileges'],
    ...['--memory', `${limits.memoryBytes}`, '--memory-swap', `${limits.memoryBytes}`],
    ...['--pids-limit', `${limits.processes}`],
    ...['--ulimit', `nproc=${limits.processes}:${limits.processes}`],
    ...['--ulimit', `nofile=${OPEN_FILES}:${OPEN_FILES}`],
    ...['--ulimit', `fsize=${limits.fileBytes}:${limits.fileBytes}`, '--ulimit', 'core=0:0'],
    // A rootless podman maps its own user to root unless it is told to keep the id.
    ...(rootless && engineName === 'podman' ? ['--userns', 'keep-id'] : []),
    ...['--user', `${user.uid}:${user.gid}`],
    ...['--volume', `${mount.from}:${mount.to}:z`],
    ...Object.entries(volumes).flatMap(([volume, at]) => ['--volume', `${volume}:${at}`]),
    ...['--workdir', container.workdir],
    ...Object.entries(env).flatMap(([key, value]) => ['--env', `${key}=${value}`]),
    ...['--entrypoint', '/bin/bash', container.reference, '-c', container.script],
  ]
}
