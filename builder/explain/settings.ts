import type { Counterparts } from './functions/counterparts.ts'
import type { ElementSegment, Module } from './module/module.ts'
import { pairByKey } from './pair-by-key.ts'

/** A part of a module that is neither code, data nor its interface, as text; null where it is not there. */
export type SettingDifference = {
  what: 'type' | 'table' | 'memory' | 'global' | 'start' | 'element'
  a: string | null
  b: string | null
}

/** Compares types, tables, memories, globals, the start function and what the tables hold. */
export function compareSettings(
  a: Module,
  b: Module,
  areCounterparts: Counterparts,
): SettingDifference[] {
  const types = pairByKey(a.types, b.types, (type) => type)
  return [
    ...listed('type', types.onlyInA, types.onlyInB),
    ...listed('table', a.tables, b.tables),
    ...listed('memory', a.memories, b.memories),
    ...listed('global', a.globals.map(describeGlobal), b.globals.map(describeGlobal)),
    ...compareStart(a, b, areCounterparts),
    ...compareElements(a.elements, b.elements, areCounterparts),
  ]
}

const describeGlobal = ({ type, value }: Module['globals'][number]): string =>
  value === '' ? type : `${type} = ${value}`

/** Compares texts place by place. */
function listed(
  what: SettingDifference['what'],
  a: readonly string[],
  b: readonly string[],
): SettingDifference[] {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => ({
    what,
    a: a[i] ?? null,
    b: b[i] ?? null,
  })).filter((setting) => setting.a !== setting.b)
}

function compareStart(a: Module, b: Module, areCounterparts: Counterparts): SettingDifference[] {
  if (a.start === null && b.start === null) return []
  if (a.start !== null && b.start !== null && areCounterparts('function', a.start, b.start))
    return []
  const name = (index: number | null) => (index === null ? null : `function ${index}`)
  return [{ what: 'start', a: name(a.start), b: name(b.start) }]
}

function compareElements(
  a: readonly ElementSegment[],
  b: readonly ElementSegment[],
  areCounterparts: Counterparts,
): SettingDifference[] {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => {
    const [x, y] = [a[i], b[i]]
    const others = countOthers(x?.items ?? [], y?.items ?? [], areCounterparts)
    const describe = (segment: ElementSegment | undefined) =>
      segment === undefined
        ? null
        : `${segment.mode}: ${segment.items.length} entries, ${others} of them different`
    return { isSame: x?.mode === y?.mode && others === 0, a: describe(x), b: describe(y) }
  })
    .filter(({ isSame }) => !isSame)
    .map((segment) => ({ what: 'element', a: segment.a, b: segment.b }))
}

function countOthers(
  a: ElementSegment['items'],
  b: ElementSegment['items'],
  areCounterparts: Counterparts,
): number {
  const longest = Math.max(a.length, b.length)
  return Array.from({ length: longest }, (_, i) => {
    const [x, y] = [a[i], b[i]]
    if (typeof x === 'number' && typeof y === 'number') return areCounterparts('function', x, y)
    return x === y
  }).filter((isSame) => !isSame).length
}
