import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ToolchainError } from '../errors.ts'
import { packageFolder, ROOT_PACKAGES } from '../packages.ts'
import type { ToolchainDigest } from './digest.ts'
import { type LockFile, lockedClosure, packageLine } from './lock-file.ts'

/**
 * Checks that what npm installed is what the digest names, by the list that npm keeps beside the
 * packages. Packages for other systems may be missing. An install without that list, which other
 * package managers make, cannot be checked and passes.
 */
export async function checkInstalled({ packages }: ToolchainDigest): Promise<void> {
  const folder = dirname(packageFolder('near-sdk-js'))
  const installed = await readInstalled(join(folder, '.package-lock.json'))
  if (installed === undefined) return
  const pinned = new Set(packages.map(packageLine))
  const stray = lockedClosure(installed, ROOT_PACKAGES).find((one) => !pinned.has(packageLine(one)))
  if (stray === undefined) return
  throw new ToolchainError(
    'PACKAGE_MISMATCH',
    `${stray.name}@${stray.version} is installed, with another version or content than package-lock.json pins, so the toolchain's digest would be untrue. Run npm ci.`,
    { package: stray.name, version: stray.version },
  )
}

async function readInstalled(path: string): Promise<LockFile | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : JSON.parse(text)
}
