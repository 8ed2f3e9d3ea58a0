import { BuilderError } from '../errors.ts'
import { oneLine } from '../one-line.ts'
import type { Engine } from './engine.ts'
import type { Image } from './image.ts'
import { runEngine } from './run-engine.ts'

/** The only platform that NEAR's reproducible builds are made on (near-verify-rs pulls nothing else). */
export const PLATFORM = 'linux/amd64'

/**
 * Sees that an image is on this machine, by its digest; pulls it if it is not.
 *
 * @throws BuilderError `IMAGE_MISSING` with what the engine said.
 */
export async function pullImage(
  engine: Engine,
  { reference, digest }: Image,
  {
    insecureRegistry = false,
    signal,
  }: {
    /** Takes images from a registry without TLS; for registries of one's own. */
    insecureRegistry?: boolean | undefined
    signal?: AbortSignal | undefined
  } = {},
): Promise<void> {
  const there = await runEngine(
    engine,
    ['image', 'inspect', '--format', '{{.Id}}', reference],
    signal,
  )
  if (there.ok) return
  // docker is told of such registries in its daemon's settings.
  const insecure = insecureRegistry && engine.name === 'podman' ? ['--tls-verify=false'] : []
  const pulled = await runEngine(
    engine,
    ['pull', '--quiet', '--platform', PLATFORM, ...insecure, reference],
    signal,
  )
  if (pulled.ok) return
  const said = pulled.stderr.trim().split('\n').at(-1) ?? ''
  throw new BuilderError(
    'IMAGE_MISSING',
    `${engine.name} cannot pull ${reference} (${digest.slice(0, 15)}…): ${oneLine(said)}`,
  )
}
