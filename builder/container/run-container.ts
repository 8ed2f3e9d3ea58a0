import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { execa } from 'execa'
import type { BuildLog } from './build-log.ts'
import type { Container } from './container-arguments.ts'
import { containerArguments } from './container-arguments.ts'
import { folderBytes, watchDisk } from './disk-watch.ts'
import type { Engine } from './engine.ts'
import type { Limits } from './limits.ts'
import { runEngine } from './run-engine.ts'

const KILL_AGAIN_MS = 200

/** How a container ended: by itself, or because it took more than it may. */
export type Ended = { by: 'exit'; code: number } | { by: 'time' | 'disk' }

/**
 * Runs a container to its end, keeping what it prints.
 *
 * Whatever happens, also when the signal aborts, the container is gone when this returns or throws.
 */
export async function runContainer(
  engine: Engine,
  container: Container,
  { limits, log, signal }: { limits: Limits; log: BuildLog; signal?: AbortSignal | undefined },
): Promise<Ended> {
  signal?.throwIfAborted()
  const running = execa(
    engine.name,
    [...engine.options, ...containerArguments(engine, container, limits)],
    {
      env: engine.env,
      extendEnv: false,
      // podman's monitor leaves a file where it was started if a build eats all its memory.
      cwd: dirname(container.mount.from),
      stdin: 'ignore',
      stdout: 'pipe',
      stderr: 'pipe',
      // Builds may print more than memory holds; it goes to the log as it comes.
      buffer: false,
      reject: false,
    },
  )
  let stopped: 'time' | 'disk' | undefined
  let ended = false
  const stop = async (reason?: 'time' | 'disk'): Promise<void> => {
    stopped ??= reason
    // An engine that is still making the container knows none to kill.
    while (!ended) {
      await runEngine(engine, ['kill', container.name])
      await wait(KILL_AGAIN_MS)
    }
  }
  const onAbort = () => void stop()
  const timer = setTimeout(() => void stop('time'), limits.timeMs)
  const disk = watchDisk({
    measure: () => takenBytes(engine, container, limits.diskBytes),
    limitBytes: limits.diskBytes,
    onExceeded: () => void stop('disk'),
  })
  signal?.addEventListener('abort', onAbort, { once: true })
  try {
    const pipes = [running.stdout, running.stderr].map((stream) => keep(stream, log))
    const [result] = await Promise.all([running, ...pipes])
    signal?.throwIfAborted()
    return stopped === undefined ? { by: 'exit', code: result.exitCode ?? -1 } : { by: stopped }
  } finally {
    ended = true
    clearTimeout(timer)
    disk.stop()
    signal?.removeEventListener('abort', onAbort)
    // `--rm` has removed it, unless the engine itself was killed.
    await runEngine(engine, ['rm', '--force', container.name])
  }
}

async function keep(stream: AsyncIterable<Uint8Array>, log: BuildLog): Promise<void> {
  for await (const piece of stream) if (!log.write(piece)) await log.drained()
}

/** What the checkout and the container's own layer take. */
async function takenBytes(
  engine: Engine,
  { name, mount }: Container,
  limitBytes: number,
): Promise<number> {
  const layer = await runEngine(engine, ['inspect', '--size', '--format', '{{.SizeRw}}', name])
  const written = Number(layer.stdout.trim())
  return (await folderBytes(mount.from, limitBytes)) + (Number.isFinite(written) ? written : 0)
}
