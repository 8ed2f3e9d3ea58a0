import { type KeyLines, keyOf } from './lines.ts'

const KEY = /\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*(\.?)/y

/**
 * Finds the lines of a TOML text's headers and keys. It looks at each line alone, so that text in a string of several lines may pass
 * for a key; the first of a name counts.
 */
export function tomlKeyLines(lines: readonly string[]): KeyLines {
  const found = new Map<string, number>()
  let header: string[] = []
  const note = (path: readonly string[], line: number) => {
    // A dotted key makes the tables that it names, too.
    for (let length = 1; length <= path.length; length += 1) {
      const key = keyOf(path.slice(0, length))
      if (!found.has(key)) found.set(key, line)
    }
  }
  for (const [index, line] of lines.entries()) {
    const brackets = /^\s*\[\[?/.exec(line)?.[0]
    const { path, end } = dottedKey(line, brackets?.length ?? 0)
    if (path.length === 0) continue
    if (brackets !== undefined && line[end] === ']') {
      header = path
      note(header, index + 1)
    } else if (brackets === undefined && line[end] === '=') {
      note([...header, ...path], index + 1)
    }
  }
  return found
}

const MOST_PARTS = 16

function dottedKey(line: string, from: number): { path: string[]; end: number } {
  const path: string[] = []
  let end = from
  for (let more = true; more && path.length < MOST_PARTS; ) {
    KEY.lastIndex = end
    const match = KEY.exec(line)
    if (match === null) break
    path.push(match[1] ?? match[2] ?? match[3] ?? '')
    end = KEY.lastIndex
    more = match[4] === '.'
  }
  return { path, end }
}
