import { posix } from 'node:path'

/** Folder of a file in the tree; '' is the linted folder itself. */
export function folderOf(file: string): string {
  const folder = posix.dirname(file)
  return folder === '.' ? '' : folder
}
