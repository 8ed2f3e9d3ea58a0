import type { Both } from '../both.ts'
import type { Module } from '../module/module.ts'
import { pairByKey } from '../pair-by-key.ts'
import { cutText, differingPart } from './differing-part.ts'
import { findPaths } from './find-paths.ts'
import { findTexts } from './find-texts.ts'
import type { FoundMetadata } from './metadata.ts'
import { type PathChange, pairPaths } from './pair-paths.ts'

/** Texts in the data outside of the metadata. The lists are cut to a length, the counts are not. */
export type TextsReport = {
  same: number
  /** Texts that the other has not. */
  differing: Both<number>
  /** Those that begin or end alike, with what differs and a little of what is around it. */
  changed: Both<string>[]
  onlyInA: string[]
  onlyInB: string[]
  /** Paths of source files in them. */
  paths: { count: number; examples: PathChange[] }
  /** Of the changed texts, how many are the same once the paths are. */
  changedByPathsOnly: number
  changedCount: number
}

const MOST_SHOWN = 100
const END_LENGTH = 8

/** Compares the texts of two modules' data, wherever they stand. */
export function compareTexts(
  a: { module: Module; metadata: readonly FoundMetadata[] },
  b: { module: Module; metadata: readonly FoundMetadata[] },
): TextsReport {
  const same = pairByKey(textsOf(a), textsOf(b), ({ text }) => text)
  const { pairs, onlyInA, onlyInB } = pairAlike(same.onlyInA, same.onlyInB)
  const texts = (items: readonly Item[]) => items.map(({ text }) => text)
  const paths = pairPaths(
    texts(same.onlyInA).flatMap(findPaths),
    texts(same.onlyInB).flatMap(findPaths),
  )
  return {
    same: same.pairs.length,
    differing: { a: same.onlyInA.length, b: same.onlyInB.length },
    changed: pairs.slice(0, MOST_SHOWN).map((pair) => differingPart(pair.a.text, pair.b.text)),
    onlyInA: texts(onlyInA).slice(0, MOST_SHOWN).map(cutText),
    onlyInB: texts(onlyInB).slice(0, MOST_SHOWN).map(cutText),
    paths: { count: paths.length, examples: paths.slice(0, MOST_SHOWN) },
    changedByPathsOnly: countByPathsOnly(pairs, paths),
    changedCount: pairs.length,
  }
}

/** One text; equal texts are different items. */
type Item = { text: string }

function textsOf({
  module,
  metadata,
}: {
  module: Module
  metadata: readonly FoundMetadata[]
}): Item[] {
  let next = 0
  return module.segments.flatMap(({ start, end }) => {
    const found: Item[] = []
    let from = start
    for (; next < metadata.length && (metadata[next] as FoundMetadata).end <= end; next++) {
      const hole = metadata[next] as FoundMetadata
      for (const item of findTexts(module.bytes, from, hole.start)) found.push(item)
      from = hole.end
    }
    for (const item of findTexts(module.bytes, from, end)) found.push(item)
    return found
  })
}

/** Pairs texts that begin alike, then those that end alike, then what is left if there is one on each side. */
function pairAlike(a: readonly Item[], b: readonly Item[]) {
  const long = (cut: (text: string) => string) => (item: Item) =>
    item.text.length < END_LENGTH ? null : cut(item.text)
  const first = pairByKey(
    a,
    b,
    long((text) => text.slice(0, END_LENGTH)),
  )
  const second = pairByKey(
    first.onlyInA,
    first.onlyInB,
    long((text) => text.slice(-END_LENGTH)),
  )
  const isOne = second.onlyInA.length === 1 && second.onlyInB.length === 1
  const third = pairByKey(second.onlyInA, second.onlyInB, () => (isOne ? '' : null))
  return { ...third, pairs: [...first.pairs, ...second.pairs, ...third.pairs] }
}

/** Each is looked for in each text. */
const MOST_PATHS = 200

function countByPathsOnly(pairs: readonly Both<Item>[], paths: readonly PathChange[]): number {
  const known = paths.slice(0, MOST_PATHS)
  return pairs.filter(({ a, b }) => {
    let text = a.text
    for (const path of known) {
      if (text.includes(path.a) && b.text.includes(path.b)) text = text.replaceAll(path.a, path.b)
    }
    return text === b.text
  }).length
}
