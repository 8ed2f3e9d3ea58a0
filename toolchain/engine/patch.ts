import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ToolchainError } from '../errors.ts'

/** Name of a file to its text: the compiler's whole file system. */
export type SourceTree = Record<string, string>

/** A piece of a C source, as it is and as it should be. */
export type Hunk = { file: string; before: string; after: string }

const FOLDER = join(import.meta.dirname, 'patches')

/**
 * Changes the engine's sources as the files in patches/ say. Each piece must be there exactly once, so that nothing is built from
 * sources that nobody has looked at.
 */
export async function patchSources(tree: SourceTree): Promise<void> {
  for (const name of (await readdir(FOLDER)).filter((file) => file.endsWith('.patch')).sort()) {
    const patch = (await readFile(join(FOLDER, name), 'utf8')).replaceAll('\r\n', '\n')
    for (const hunk of readPatch(patch)) apply(tree, hunk)
  }
}

/**
 * Reads the pieces of a patch: `@@ file`, then the lines as diff writes them, with a space, - or + in front. What comes between an
 * empty line and the next @@ is a remark.
 */
export function readPatch(patch: string): Hunk[] {
  const hunks: Hunk[] = []
  let hunk: Hunk | undefined
  for (const line of patch.split('\n')) {
    if (line.startsWith('@@ ')) {
      hunk = { file: line.slice(3), before: '', after: '' }
      hunks.push(hunk)
    } else if (line === '') hunk = undefined
    else if (hunk !== undefined) {
      const text = `${line.slice(1)}\n`
      if (line[0] !== '+') hunk.before += text
      if (line[0] !== '-') hunk.after += text
    }
  }
  return hunks
}

function apply(tree: SourceTree, { file, before, after }: Hunk): void {
  const parts = (tree[file] ?? '').split(before)
  if (parts.length !== 2) {
    throw new ToolchainError(
      'PACKAGE_MISMATCH',
      `${file} is not as the versions of qjsc and near-sdk-js that package-lock.json pins have it. Install those with npm ci.`,
      { file },
    )
  }
  tree[file] = parts.join(after)
}
