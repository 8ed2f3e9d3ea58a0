import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const cache = resolve(import.meta.dirname, '../../../.countersign/cache/images')

/** The smallest Debian with a shell, made from Debian's packages, the same bytes at every time. */
export async function essentialImage(name: string): Promise<string> {
  return await importImage(await debianTar('essential', []), name)
}

/** Makes a root file system of Debian 12 with some packages, or takes the one that is kept. */
export async function debianTar(
  variant: 'essential' | 'apt',
  packages: readonly string[],
): Promise<string> {
  await mkdir(cache, { recursive: true })
  const file = resolve(cache, `${[variant, ...packages].join('_')}.tar`)
  if (existsSync(file)) return file
  const half = `${file}.${process.pid}.tar`
  const include = packages.length === 0 ? [] : [`--include=${packages.join(',')}`]
  try {
    await run('mmdebstrap', [`--variant=${variant}`, ...include, 'bookworm', half], {
      env: { ...process.env, SOURCE_DATE_EPOCH: '1700000000' },
    })
    await rename(half, file)
  } finally {
    await rm(half, { force: true })
  }
  return file
}

/** Makes an image of a root file system; gives its name by digest. */
export async function importImage(tar: string, name: string): Promise<string> {
  await run('podman', ['import', '--quiet', tar, name])
  const { stdout } = await run('podman', ['image', 'inspect', '--format', '{{.Digest}}', name])
  return `${name}@${stdout.trim()}`
}
