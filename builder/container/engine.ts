import { execa } from 'execa'
import { BuilderError } from '../errors.ts'

/** A container engine of this machine with Docker's command line. */
export type Engine = {
  name: 'podman' | 'docker'
  version: string
  /** Options of the engine itself, before its verb. */
  options: readonly string[]
  /** It runs as the user and not as root: container ids are mapped to the user's. */
  rootless: boolean
  /** The engine's own environment, of which containers see nothing. */
  env: Readonly<Record<string, string | undefined>>
}

const ENGINES = ['podman', 'docker'] as const
const PROBE_MS = 20_000

const INSTALL =
  'Install podman (Debian: apt-get install podman runc) or docker, and see that `podman info` or `docker info` answers.'

/**
 * Finds an engine that answers: podman, else docker.
 *
 * @throws BuilderError `ENGINE_MISSING` that says what was tried and how to install one.
 */
export async function findEngine({
  env,
  only,
  signal,
}: {
  env: Engine['env']
  /** Only this one will do. */
  only?: Engine['name'] | undefined
  signal?: AbortSignal | undefined
}): Promise<Engine> {
  const tried: string[] = []
  for (const name of only === undefined ? ENGINES : [only]) {
    const probed = await probe(name, env, signal)
    signal?.throwIfAborted()
    if (typeof probed !== 'string') return probed
    tried.push(probed)
  }
  throw new BuilderError(
    'ENGINE_MISSING',
    `No container engine can be used: ${tried.join('; ')}. ${INSTALL}`,
  )
}

/** Gives the engine, or why it cannot be used. */
async function probe(
  name: Engine['name'],
  env: Engine['env'],
  signal: AbortSignal | undefined,
): Promise<Engine | string> {
  const result = await execa(name, ['info', '--format', '{{json .}}'], {
    env,
    extendEnv: false,
    stdin: 'ignore',
    reject: false,
    timeout: PROBE_MS,
    ...(signal === undefined ? {} : { cancelSignal: signal }),
  })
  if (result.code === 'ENOENT') return `${name} is not installed`
  // docker prints what it knows of itself also where no daemon answers.
  const info = result.failed ? undefined : readInfo(name, result.stdout)
  if (info !== undefined) return { name, env, ...info }
  const said = `${result.stderr}`.trim().split('\n').at(-1) ?? ''
  return `${name} is installed but does not work (${said === '' ? 'it said nothing' : said})`
}

function readInfo(
  name: Engine['name'],
  text: string,
): Pick<Engine, 'version' | 'options' | 'rootless'> | undefined {
  const info = parse(text)
  if (name === 'docker') {
    const version = info?.ServerVersion
    if (typeof version !== 'string' || version === '') return undefined
    const security = Array.isArray(info?.SecurityOptions) ? info.SecurityOptions : []
    return { version, options: [], rootless: security.includes('name=rootless') }
  }
  const version = (info?.version as { Version?: unknown } | undefined)?.Version
  if (typeof version !== 'string') return undefined
  const host = info?.host as PodmanHost
  // crun refuses the hybrid hierarchy that Debian still has where cgroups are of version 1; runc does not.
  const runc = host?.ociRuntime?.name === 'crun' && host?.cgroupVersion === 'v1'
  const options = runc ? ['--runtime', 'runc'] : []
  return { version, options, rootless: host?.security?.rootless === true }
}

type PodmanHost =
  | {
      cgroupVersion?: unknown
      ociRuntime?: { name?: unknown }
      security?: { rootless?: unknown }
    }
  | undefined

function parse(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return undefined
  }
}
