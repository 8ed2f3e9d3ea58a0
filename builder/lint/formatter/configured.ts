import { posix } from 'node:path'
import type { PythonContract } from '../contracts/contract.ts'
import { isTable, valueAt } from '../manifest/manifest.ts'
import type { Tree } from '../tree/tree.ts'

/** A formatter that a project configures, and the file where it does. */
export type Configured = { name: 'black' | 'yapf'; file: string; line: number }

/** Finds out which formatter a project configures; undefined if it names none. */
export async function configuredFormatter(
  { folder, pyproject }: PythonContract,
  tree: Tree,
): Promise<Configured | undefined> {
  for (const name of ['black', 'yapf'] as const) {
    if (pyproject !== undefined && isTable(valueAt(pyproject.value, 'tool', name))) {
      return { name, file: pyproject.file, line: pyproject.lineOf('tool', name) }
    }
  }
  const style = posix.join(folder, '.style.yapf')
  if (tree.has(style)) return { name: 'yapf', file: style, line: 1 }
  const setup = posix.join(folder, 'setup.cfg')
  const lines = ((await tree.read(setup)) ?? '').split('\n')
  const line = lines.findIndex((each) => each.trim() === '[yapf]')
  return line < 0 ? undefined : { name: 'yapf', file: setup, line: line + 1 }
}
