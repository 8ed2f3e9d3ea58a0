import { SECTION, type WasmSection } from '../../toolchain/wasm-reader.ts'
import type { Both } from './both.ts'
import type { Module } from './module/module.ts'
import { pairByKey } from './pair-by-key.ts'
import { sha256 } from './sha256.ts'

/** Content of a section, without its header and name. */
export type SectionContent = { bytes: number; sha256: string }

/** A section in both modules, same or not, or in one of them. Of custom sections with one name the first go together, and so on. */
export type SectionDifference = {
  id: number
  /** As the specification names it, or the custom section's own name. */
  name: string
  a: SectionContent | null
  b: SectionContent | null
  same: boolean
}

const NAMES = new Map<number, string>(Object.entries(SECTION).map(([name, id]) => [id, name]))

/** Compares the contents of all sections, in a's order and then those that only b has. */
export function compareSections(a: Module, b: Module): SectionDifference[] {
  const list = (module: Module) => module.sections.map((section) => ({ module, section }))
  const { pairs, onlyInA, onlyInB } = pairByKey(list(a), list(b), ({ section }) => keyOf(section))
  const rows = [
    ...pairs.map((pair) => row(pair.a, pair.b)),
    ...onlyInA.map((alone) => row(alone, null)),
  ]
  const place = new Map(a.sections.map((section, index) => [section, index]))
  rows.sort((x, y) => (place.get(x.of) ?? 0) - (place.get(y.of) ?? 0))
  return [...rows, ...onlyInB.map((alone) => row(null, alone))].map(({ difference }) => difference)
}

/** Says whether the sections of two modules come in the same order. */
export function haveSameOrder(a: Module, b: Module): boolean {
  const order = ({ sections }: Module) => JSON.stringify(sections.map(keyOf))
  return order(a) === order(b)
}

type Located = { module: Module; section: WasmSection }

function row(a: Located | null, b: Located | null) {
  const of = (a ?? b)?.section as WasmSection
  const content: Both<SectionContent | null> = { a: contentOf(a), b: contentOf(b) }
  const difference = {
    id: of.id,
    name: of.id === SECTION.custom ? of.name : (NAMES.get(of.id) ?? ''),
    ...content,
    same: content.a !== null && content.a.sha256 === content.b?.sha256,
  }
  return { of, difference }
}

function contentOf(located: Located | null): SectionContent | null {
  if (located === null) return null
  const { start, end } = located.section
  return { bytes: end - start, sha256: sha256(located.module.bytes.subarray(start, end)) }
}

const keyOf = ({ id, name }: WasmSection): string => `${id} ${name}`
