import type { Manifest } from './manifest.ts'

/** Lines of keys by their path, joined by NUL. */
export type KeyLines = ReadonlyMap<string, number>

export const keyOf = (path: readonly string[]): string => path.join('\0')

/** The line of a key, or of the nearest above it. */
export function lineFrom(keys: KeyLines, path: readonly string[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const line = keys.get(keyOf(path.slice(0, length)))
    if (line !== undefined) return line
  }
  return 1
}

/** Makes what a manifest says about lines. */
export function lineNumbers(
  lineOf: (path: readonly string[]) => number,
  lines: readonly string[],
): Pick<Manifest, 'lineOf' | 'lineOfText'> {
  return {
    lineOf: (...path) => lineOf(path),
    lineOfText(text, ...path) {
      const from = lineOf(path)
      const at = lines.findIndex((line, index) => index >= from - 1 && line.includes(text))
      return at < 0 ? from : at + 1
    },
  }
}
