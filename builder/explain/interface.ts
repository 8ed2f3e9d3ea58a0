import type { ExternalKind, Module } from './module/module.ts'
import { pairByKey } from './pair-by-key.ts'

/** Something imported or exported; an import has its module before the name: `env.input`. */
export type External = { name: string; kind: ExternalKind; type: string }

export type InterfaceReport = {
  same: number
  onlyInA: External[]
  onlyInB: External[]
  /** With one name, but of another kind or type. */
  changed: { a: External; b: External }[]
}

/** Compares what two modules want from outside. */
export function compareImports(a: Module, b: Module): InterfaceReport {
  const list = ({ imports }: Module): External[] =>
    imports.map(({ module, name, kind, type }) => ({ name: `${module}.${name}`, kind, type }))
  return compare(list(a), list(b))
}

/** Compares what two modules offer. */
export function compareExports(a: Module, b: Module): InterfaceReport {
  const list = (module: Module): External[] =>
    module.exports.map(({ name, kind, index }) => ({
      name,
      kind,
      type: typeOf(module, kind, index),
    }))
  return compare(list(a), list(b))
}

function compare(a: readonly External[], b: readonly External[]): InterfaceReport {
  const exact = pairByKey(a, b, (external) => JSON.stringify(external))
  const named = pairByKey(exact.onlyInA, exact.onlyInB, ({ name }) => name)
  return {
    same: exact.pairs.length,
    onlyInA: named.onlyInA,
    onlyInB: named.onlyInB,
    changed: named.pairs,
  }
}

function typeOf(module: Module, kind: ExternalKind, index: number): string {
  switch (kind) {
    case 'function':
      return module.functionTypes[index] ?? ''
    case 'table':
      return module.tables[index] ?? ''
    case 'memory':
      return module.memories[index] ?? ''
    case 'global':
      return module.globals[index]?.type ?? ''
    case 'tag':
      return ''
  }
}
