import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ROOT_PACKAGES } from '../packages.ts'
import { type LockedPackage, lockedClosure, packageLine, readLockFile } from './lock-file.ts'

/** A source file of the toolchain, with the sha256 of its text. */
export type ToolchainFile = { path: string; sha256: string }

export type ToolchainDigest = {
  /** What a recipe's `countersign/toolchain@sha256:<64 hex>` names. */
  digest: `sha256:${string}`
  /** Every package of the toolchain's dependency closure, as package-lock.json pins it. */
  packages: LockedPackage[]
  /** The toolchain's own sources. */
  files: ToolchainFile[]
  /** The text whose sha256 is the digest. */
  text: string
}

/** First line of the digest's text: another format gets another number. */
const FORMAT = 'countersign toolchain 1'

/**
 * Computes the digest of the toolchain: the sha256 of a text that has a line for each package and
 * then a line for each source file. docs/toolchain.md defines the text.
 */
export async function toolchainDigest(): Promise<ToolchainDigest> {
  const packages = lockedClosure(await readLockFile(), ROOT_PACKAGES)
  const files = await readOwnFiles()
  const lines = [
    FORMAT,
    ...packages.map(packageLine),
    ...files.map(({ path, sha256 }) => `file ${path} ${sha256}`),
  ]
  const text = `${lines.join('\n')}\n`
  return { digest: `sha256:${sha256Hex(text)}`, packages, files, text }
}

async function readOwnFiles(): Promise<ToolchainFile[]> {
  const root = dirname(import.meta.dirname)
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile() && /\.(ts|c|h|patch)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
  const files = await Promise.all(
    paths.map(async (path) => ({
      path: path.slice(root.length + 1).replaceAll('\\', '/'),
      sha256: sha256Hex((await readFile(path, 'utf8')).replaceAll('\r\n', '\n')),
    })),
  )
  return files.sort((a, b) => (a.path < b.path ? -1 : 1))
}

function sha256Hex(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
