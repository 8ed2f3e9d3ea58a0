import type { OperandKind } from '../module/instruction-reader.ts'
import type { Module } from '../module/module.ts'
import type { FunctionMatch } from './match.ts'

/** Says whether an index in one module and one in the other mean the same. */
export type Counterparts = (kind: OperandKind, a: number, b: number) => boolean

/**
 * Makes the test for indexes: functions by the matches, or by name if they are imported; types by what they say; globals by their type
 * and names. Of tables, memories and segments only the number could be compared, so any two count as the same.
 */
export function createCounterparts(
  a: Module,
  b: Module,
  matches: readonly FunctionMatch[],
): Counterparts {
  const functions = new Map(matches.map((match) => [match.a.index, match.b.index]))
  const theirs = new Map(importedFunctions(b).map((key, index) => [key, index]))
  for (const [index, key] of importedFunctions(a).entries()) {
    const other = theirs.get(key)
    if (other !== undefined) functions.set(index, other)
  }
  const globalsOfA = describeGlobals(a)
  const globalsOfB = describeGlobals(b)
  return (kind, x, y) => {
    if (kind === 'function') return functions.get(x) === y
    if (kind === 'type') return a.types[x] === b.types[y]
    if (kind === 'global') return globalsOfA[x] === globalsOfB[y]
    return true
  }
}

function importedFunctions(module: Module): string[] {
  const seen = new Map<string, number>()
  return module.imports
    .filter(({ kind }) => kind === 'function')
    .map(({ module: space, name, type }) => {
      const key = JSON.stringify([space, name, type])
      const times = seen.get(key) ?? 0
      seen.set(key, times + 1)
      return `${key} ${times}`
    })
}

function describeGlobals(module: Module): string[] {
  const imported = module.imports
    .filter(({ kind }) => kind === 'global')
    .map((entry) => JSON.stringify([entry.module, entry.name]))
  const exported = new Map<number, string[]>()
  for (const { kind, index, name } of module.exports) {
    if (kind === 'global') exported.set(index, [...(exported.get(index) ?? []), name])
  }
  return module.globals.map(({ type }, index) =>
    JSON.stringify([type, imported[index] ?? null, exported.get(index)?.sort() ?? []]),
  )
}
