import { execFile, spawnSync } from 'node:child_process'
import { chmod, chown, cp, mkdir, readFile, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { probeEntry, root } from './folders.ts'

/** All that may differ between two builders and must not reach the bytes. */
export type Surroundings = {
  /** Folder that is made for this builder: sources, toolchain, cache and output lie in it. */
  folder: string
  env: Record<string, string>
  umask: string
  /** Undefined: as whoever runs the test. */
  uid?: number | undefined
  engineCacheDir: string
}

export type ChildBuild = {
  wasm: Uint8Array
  codeHash: string
  inputHash: string
  cached: boolean
  uid: number | undefined
  locale: string
  offset: number
}

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

/** Copies toolchain and contract into the builder's folder and builds there, in a process of its own. */
export async function buildIn(place: Surroundings): Promise<ChildBuild> {
  const { folder, env, umask, uid, engineCacheDir } = place
  const sources = join(folder, 'sources')
  await cp(join(root, 'toolchain'), join(folder, 'toolchain'), { recursive: true })
  await cp(join(root, 'package-lock.json'), join(folder, 'package-lock.json'))
  await cp(dirname(probeEntry), sources, { recursive: true })
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  const own = join(folder, 'own')
  await mkdir(own)
  if (uid !== undefined) {
    await chown(own, uid, uid)
    await chmod(folder, 0o755)
  }
  const output = join(own, 'contract.wasm')
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      join(import.meta.dirname, 'build-in-child.ts'),
      ...['--toolchain', pathToFileURL(join(folder, 'toolchain/index.ts')).href],
      ...['--entry', join(sources, 'probe.ts')],
      ...['--cache', join(own, 'cache')],
      ...['--engine', engineCacheDir],
      ...['--output', output, '--umask', umask],
    ],
    { cwd: own, env: { ...env, HOME: own }, ...(uid === undefined ? {} : { uid, gid: uid }) },
  )
  return { ...(JSON.parse(stdout) as ChildBuild), wasm: await readFile(output) }
}
