import { textAt } from '../../manifest/manifest.ts'
import { findUpwards } from '../../tree/tree.ts'
import type { PythonRule } from '../rule.ts'

export const version: PythonRule = {
  id: 'python-version',
  severity: 'warning',
  looksFor:
    'a `.python-version`, or a `requires-python` that only one minor version of Python meets',
  why: 'Other versions of Python resolve other dependencies and compile to other code.',
  fix: 'Write the version into .python-version, such as 3.11.9, or into requires-python, such as "==3.11.*".',
  async check({ folder, pyproject, manifest }, { tree }) {
    const file = findUpwards(tree, folder, ['.python-version'])
    const lines = file === undefined ? [] : ((await tree.read(file)) ?? '').split('\n')
    const named = lines.map((line) => line.trim()).find((line) => line !== '' && line[0] !== '#')
    if (named !== undefined && /^(?:[a-z]+-)?3\.\d+/.test(named)) return []
    for (const path of [
      ['project', 'requires-python'],
      ['tool', 'poetry', 'dependencies', 'python'],
    ]) {
      const said = textAt(pyproject?.value, ...path)
      if (pyproject === undefined || said === undefined) continue
      if (isOneMinor(said)) return []
      const what = `"${said.slice(0, 80)}" allows more than one minor version of Python.`
      return [{ what, file: pyproject.file, line: pyproject.lineOf(...path) }]
    }
    return [{ what: 'No version of Python is named.', file: manifest.file, line: 1 }]
  },
}

/** Whether only one 3.x meets a specifier (PEP 440, and Poetry's `~3.11` and `3.11.*`). */
export function isOneMinor(specifier: string): boolean {
  const clauses = specifier.split(',').map((clause) => clause.trim())
  if (clauses.some((clause) => /^(?:={2,3}\s*)?3\.\d+(?:\.(?:\d+|\*))?$/.test(clause))) return true
  if (clauses.some((clause) => /^~=\s*3\.\d+\.\d+$|^~\s*3\.\d+(?:\.\d+)?$/.test(clause)))
    return true
  const minors = (pattern: RegExp) =>
    clauses.flatMap((clause) => pattern.exec(clause)?.slice(1).map(Number) ?? [])
  const lowest = Math.max(...minors(/^>=\s*3\.(\d+)/), -1)
  const below = Math.min(
    ...minors(/^<\s*3\.(\d+)(?:\.0)?$/),
    ...minors(/^<=\s*3\.(\d+)\.\d+$/).map((minor) => minor + 1),
    Number.POSITIVE_INFINITY,
  )
  return lowest >= 0 && below === lowest + 1
}
