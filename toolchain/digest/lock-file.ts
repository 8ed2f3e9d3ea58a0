import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ToolchainError } from '../errors.ts'

/** One package as the lock file pins it. */
export type LockedPackage = { name: string; version: string; integrity: string }

type LockEntry = {
  version?: string
  integrity?: string
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
}

/** The `packages` part of a package-lock.json of version 2 or 3: path in the tree to package. */
export type LockFile = { packages: Record<string, LockEntry> }

/** Reads the package-lock.json beside the toolchain's own folder. */
export async function readLockFile(): Promise<LockFile> {
  const path = join(dirname(dirname(import.meta.dirname)), 'package-lock.json')
  try {
    const lock: LockFile = JSON.parse(await readFile(path, 'utf8'))
    return lock
  } catch (error) {
    throw new ToolchainError(
      'LOCK_FILE_MISSING',
      `The toolchain's packages are pinned by ${path}, which cannot be read. Run the toolchain from a checkout of its repository.`,
      { file: path },
      { cause: error },
    )
  }
}

/** Lists the given packages and everything that they depend on, each once, sorted. */
export function lockedClosure(lock: LockFile, roots: readonly string[]): LockedPackage[] {
  const seen = new Set<string>()
  const found = new Map<string, LockedPackage>()
  const visit = (path: string) => {
    const entry = lock.packages[path]
    if (entry === undefined || seen.has(path)) return
    seen.add(path)
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
    const locked = { name, version: entry.version ?? '', integrity: entry.integrity ?? '' }
    found.set(packageLine(locked), locked)
    for (const dependency of dependenciesOf(entry)) {
      const next = resolveInTree(lock, path, dependency)
      if (next !== undefined) visit(next)
    }
  }
  for (const root of roots) visit(`node_modules/${root}`)
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, locked]) => locked)
}

/** Writes a package as the digest's text has it. */
export function packageLine({ name, version, integrity }: LockedPackage): string {
  return `package ${name}@${version} ${integrity}`
}

function dependenciesOf(entry: LockEntry): string[] {
  return Object.keys({
    ...entry.dependencies,
    ...entry.optionalDependencies,
    ...entry.peerDependencies,
  })
}

/** Finds which copy of a package another one gets: the nearest node_modules on the way up. */
function resolveInTree(lock: LockFile, from: string, name: string): string | undefined {
  let folder = from
  for (;;) {
    const path = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`
    if (lock.packages[path] !== undefined) return path
    if (folder === '') return undefined
    const parent = folder.lastIndexOf('node_modules/')
    folder = parent <= 0 ? '' : folder.slice(0, parent - 1)
  }
}
