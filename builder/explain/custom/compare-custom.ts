import { SECTION, type WasmSection } from '../../../toolchain/wasm-reader.ts'
import type { Module } from '../module/module.ts'
import { pairByKey } from '../pair-by-key.ts'
import { sha256 } from '../sha256.ts'
import { readNameSection } from './name-section.ts'
import { type Producer, readProducers } from './producers.ts'
import { readSourceMapUrl } from './source-map.ts'
import { readTargetFeatures } from './target-features.ts'

/** What is known of a custom section by its name. */
export type CustomContent =
  | { kind: 'name'; module: string | null; functions: number }
  | { kind: 'producers'; producers: Producer[] }
  | { kind: 'target_features'; features: string[] }
  | { kind: 'source_map'; url: string }
  | { kind: 'dwarf' }
  | { kind: 'linking' }
  | { kind: 'other' }

/** A custom section that is not the same in both; content is null where the section is not there. */
export type CustomSectionDifference = { name: string; a: Custom | null; b: Custom | null }

export type Custom = { bytes: number; sha256: string } & CustomContent

/** Compares custom sections, those of one name in their order. */
export function compareCustom(a: Module, b: Module): CustomSectionDifference[] {
  const list = (module: Module) =>
    module.sections
      .filter(({ id }) => id === SECTION.custom)
      .map((section) => ({ name: section.name, content: readCustom(module.bytes, section) }))
  const { pairs, onlyInA, onlyInB } = pairByKey(list(a), list(b), ({ name }) => name)
  return [
    ...pairs
      .filter((pair) => pair.a.content.sha256 !== pair.b.content.sha256)
      .map((pair) => ({ name: pair.a.name, a: pair.a.content, b: pair.b.content })),
    ...onlyInA.map(({ name, content }) => ({ name, a: content, b: null })),
    ...onlyInB.map(({ name, content }) => ({ name, a: null, b: content })),
  ]
}

function readCustom(wasm: Uint8Array, section: WasmSection): Custom {
  const content = wasm.subarray(section.start, section.end)
  return { bytes: content.length, sha256: sha256(content), ...readContent(wasm, section) }
}

function readContent(wasm: Uint8Array, section: WasmSection): CustomContent {
  const { name } = section
  if (name === 'name') {
    const names = readNameSection(wasm, section)
    if (names) return { kind: 'name', module: names.module, functions: names.functions.size }
  } else if (name === 'producers') {
    const producers = readProducers(wasm, section)
    if (producers) return { kind: 'producers', producers }
  } else if (name === 'target_features') {
    const features = readTargetFeatures(wasm, section)
    if (features) return { kind: 'target_features', features }
  } else if (name === 'sourceMappingURL') {
    const url = readSourceMapUrl(wasm, section)
    if (url !== undefined) return { kind: 'source_map', url }
  } else if (name.startsWith('.debug_')) return { kind: 'dwarf' }
  else if (name === 'linking' || name.startsWith('reloc.')) return { kind: 'linking' }
  return { kind: 'other' }
}
