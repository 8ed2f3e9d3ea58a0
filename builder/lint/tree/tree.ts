import { join, posix } from 'node:path'
import type { LintLimits } from '../limits.ts'
import { readText } from './read-text.ts'
import { listTree } from './walk.ts'

/** The files below a folder, by their paths there with `/`. */
export type Tree = {
  /** The folder, without links in its path. */
  root: string
  paths: readonly string[]
  /** What was not looked into, as sentences. */
  skipped: readonly string[]
  /** Whether there is a file or a link of that path. */
  has(path: string): boolean
  /** Reads a file's text; undefined if there is none or it cannot be read, which is remembered. */
  read(path: string, kind?: 'lock'): Promise<string | undefined>
  /** Why files that were asked for were not read. */
  unread: ReadonlyMap<string, string>
}

/** Lists a folder, and reads of it what is asked for within the limits. */
export async function createTree(root: string, limits: LintLimits): Promise<Tree> {
  const { entries, skipped } = await listTree(root, limits)
  const unread = new Map<string, string>()
  let left = limits.totalBytes
  return {
    root,
    paths: [...entries.keys()].sort(),
    skipped,
    has: (path) => entries.has(path),
    unread,
    async read(path, kind) {
      const entry = entries.get(path)
      if (entry === undefined) return undefined
      const most = kind === 'lock' ? limits.lockFileBytes : limits.fileBytes
      const read =
        entry === 'link'
          ? { unread: 'it is a link, and links are not followed' }
          : await readText(join(root, path), Math.min(most, left))
      if ('unread' in read) {
        unread.set(path, read.unread)
        return undefined
      }
      left -= read.bytes
      return read.text
    },
  }
}

/** Path of something in a folder of the tree; undefined if that is outside of it. */
export function pathIn(folder: string, path: string): string | undefined {
  if (path.startsWith('/') || /^[a-z]:/i.test(path)) return undefined
  const joined = posix.join(folder, path.replaceAll('\\', '/'))
  if (joined === '..' || joined.startsWith('../')) return undefined
  return joined === '.' ? '' : joined.replace(/\/$/, '')
}

/** The folders from one up to the root, which is ''. */
export function upwards(folder: string): string[] {
  const parts = folder === '' ? [] : folder.split('/')
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('/')).concat('')
}

/** The first of files of these names that a folder or one above it has. */
export function findUpwards(
  tree: Tree,
  folder: string,
  names: readonly string[],
): string | undefined {
  for (const above of upwards(folder)) {
    for (const name of names) {
      const path = above === '' ? name : `${above}/${name}`
      if (tree.has(path)) return path
    }
  }
  return undefined
}

/** Whether a path is in a folder or below. */
export function isBelow(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`)
}
