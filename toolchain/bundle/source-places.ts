import { SourceMap } from 'node:module'
import { resolve } from 'node:path'
import type { OutputChunk } from 'rollup'
import type { Place } from './syntax-tree.ts'

/** A place in the author's own text. */
export type SourcePlace = { file: string; at: Place }

/** Makes the function that finds the source of a place in a bundle, from its source map. */
export function createLocator({ map }: OutputChunk): (place: Place) => SourcePlace | undefined {
  if (map === null || map === undefined) return () => undefined
  const sourceMap = new SourceMap(JSON.parse(map.toString()))
  return ({ line, column }) => {
    const entry = sourceMap.findEntry(line - 1, column)
    if (!('originalSource' in entry)) return undefined
    const { originalSource, originalLine, originalColumn } = entry
    const at = { line: originalLine + 1, column: originalColumn }
    return { file: resolve(originalSource), at }
  }
}
