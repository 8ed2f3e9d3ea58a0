import { execFile, spawnSync } from 'node:child_process'
import { chmod, chown, cp, mkdir, readFile, symlink } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { root } from './folders.ts'

/** All that may differ between two builders and must not reach the bytes. */
export type Surroundings = {
  /** Folder that is made for this builder: sources, toolchain, cache and output lie in it. */
  folder: string
  env: Record<string, string>
  umask: string
  engineCacheDir: string
  /** User to become. Undefined: whoever runs the test. */
  uid?: number | undefined
  /** Name that the machine has for this builder, and how many processors: ignored where `canPretend` says no. */
  hostname?: string | undefined
  processors?: number | undefined
  /** Path of the Node to build with. Undefined: the one that runs the test. */
  node?: string | undefined
}

/** What a builder sees around it. */
export type Seen = {
  uid: number | undefined
  locale: string
  /** Minutes behind UTC at the start of 1970. */
  offset: number
  hostname: string
  processors: number
  node: string
}

export type ChildBuild = {
  wasm: Uint8Array
  codeHash: string
  inputHash: string
  methods: string[]
  cached: boolean
}

/** What the child is told, as JSON in its first argument. */
export type ChildJob = {
  toolchain: string
  contracts: { entry: string; output: string }[]
  cacheDir: string
  engineCacheDir: string
  umask: string
  uid?: number | undefined
}

/** What a builder needs of the repository: sources, and the lock file that the digest reads. */
const COPIED = [
  'toolchain',
  'contract',
  'protocol',
  'examples/greeter',
  'tests/toolchain/contracts',
  'package-lock.json',
  'package.json',
]

/** The user `nobody` on Linux; on macOS the number is nobody's, too. */
const NOBODY = 65_534

/** Gives the user `nobody`, if this process may become it and it may read the repository. */
export function unprivilegedUser(): number | undefined {
  if (process.getuid?.() !== 0) return undefined
  const probe = spawnSync(
    process.execPath,
    ['-e', `require('fs').readdirSync(process.argv[1])`, root],
    {
      uid: NOBODY,
      gid: NOBODY,
    },
  )
  return probe.status === 0 ? NOBODY : undefined
}

/** Says what a builder can be made to believe here: Linux has the commands, and root may use the first. */
export const canPretend = {
  hostname: (): boolean => succeeds('unshare', ['--uts', 'hostname', 'elsewhere']),
  processors: (): boolean => succeeds('taskset', ['-c', '0', 'true']),
}

const succeeds = (command: string, args: string[]) => spawnSync(command, args).status === 0

/**
 * Copies toolchain and contracts into the builder's folder and builds there, in a process of its
 * own. Contracts are named by their paths in the repository.
 */
export async function buildIn(
  place: Surroundings,
  contracts: readonly string[],
): Promise<{ seen: Seen; built: ChildBuild[]; cacheDir: string }> {
  const { folder, env, umask, uid, engineCacheDir } = place
  for (const path of COPIED) await cp(join(root, path), join(folder, path), { recursive: true })
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  const own = join(folder, 'own')
  await mkdir(own)
  if (uid !== undefined) {
    await chown(own, uid, uid)
    await chmod(folder, 0o755)
  }
  const job: ChildJob = {
    toolchain: pathToFileURL(join(folder, 'toolchain/index.ts')).href,
    contracts: contracts.map((path, index) => ({
      entry: join(folder, path),
      output: join(own, `${index}-${basename(path)}.wasm`),
    })),
    cacheDir: join(own, 'cache'),
    engineCacheDir,
    umask,
    uid,
  }
  const [command, ...args] = [
    ...pretence(place),
    place.node ?? process.execPath,
    join(import.meta.dirname, 'build-in-child.ts'),
    JSON.stringify(job),
  ]
  const { stdout } = await promisify(execFile)(command, args, {
    cwd: own,
    // The path is for the commands of the pretence; the build's thread sees no environment at all.
    env: { PATH: process.env.PATH ?? '', ...env, HOME: own },
  })
  const { seen, built } = JSON.parse(stdout) as { seen: Seen; built: Omit<ChildBuild, 'wasm'>[] }
  const whole = job.contracts.map(async ({ output }, index) => {
    const facts = built[index]
    if (facts === undefined) throw new TypeError(`Nothing is known of ${output}.`)
    return { ...facts, wasm: await readFile(output) }
  })
  return { seen, built: await Promise.all(whole), cacheDir: job.cacheDir }
}

/** The commands that a process is started through to believe in another machine. */
function pretence({ hostname, processors }: Surroundings): string[] {
  const name =
    hostname !== undefined && canPretend.hostname()
      ? ['unshare', '--uts', 'sh', '-c', 'hostname "$0" && exec "$@"', hostname]
      : []
  const few =
    processors !== undefined && canPretend.processors()
      ? ['taskset', '-c', `0-${processors - 1}`]
      : []
  return [...name, ...few]
}
