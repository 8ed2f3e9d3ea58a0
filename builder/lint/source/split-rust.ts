import { createSourceText, type Literal, type SourceText } from './source-text.ts'

// The Rust Reference, "Lexical structure": comments nest, raw strings end with as many # as they begin with.
const RAW_STRING = /(?:b|c)?r(#*)"/y
const CHARACTER = /'(?:[^\\'\n]|\\(?:x[0-9a-f]{2}|u\{[0-9a-f_]{1,10}\}|.))'/iuy
const WORD = /[\p{L}\p{N}_]+/uy

/** Takes Rust source apart, and leaves out the modules that only tests have. */
export function splitRust(file: string, text: string): SourceText {
  const blank: [number, number][] = []
  const literals: Literal[] = []
  let at = 0
  while (at < text.length) {
    const character = text[at]
    if (character === '/' && text[at + 1] === '/') {
      const end = endOr(text.indexOf('\n', at))
      blank.push([at, end])
      at = end
    } else if (character === '/' && text[at + 1] === '*') {
      const end = blockCommentEnd(text, at)
      blank.push([at, end])
      at = end
    } else if (character === '"') {
      const end = stringEnd(text, at + 1)
      literal(at, at + 1, end)
      at = end + 1
    } else if (character === "'") {
      CHARACTER.lastIndex = at
      const length = CHARACTER.exec(text)?.[0].length
      if (length !== undefined) blank.push([at + 1, at + length - 1])
      at += length ?? 1
    } else {
      at = rawString(at) ?? word(at)
    }
  }
  const source = createSourceText({ file, text, blank, literals })
  return withoutTests(source, text, blank)

  function rawString(from: number): number | undefined {
    RAW_STRING.lastIndex = from
    const match = RAW_STRING.exec(text)
    if (match === null) return undefined
    const marks = `"${match[1] ?? ''}`
    const inside = from + match[0].length
    const end = endOr(text.indexOf(marks, inside))
    literal(from, inside, end)
    return end + marks.length
  }

  function word(from: number): number {
    WORD.lastIndex = from
    return from + (WORD.exec(text)?.[0].length ?? 1)
  }

  function literal(offset: number, from: number, to: number): void {
    literals.push({ offset, text: text.slice(from, to) })
    blank.push([from, to])
  }

  function endOr(found: number): number {
    return found < 0 ? text.length : found
  }
}

function stringEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '"') return at
    if (text[at] === '\\') at += 1
  }
  return text.length
}

function blockCommentEnd(text: string, from: number): number {
  let depth = 0
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '/' && text[at + 1] === '*') {
      depth += 1
      at += 1
    } else if (text[at] === '*' && text[at + 1] === '/') {
      depth -= 1
      at += 1
      if (depth === 0) return at + 1
    }
  }
  return text.length
}

const TEST_ONLY = '#[cfg(test)]'

/** Blanks what follows `#[cfg(test)]`, up to the end of its block or statement. */
function withoutTests(
  source: SourceText,
  text: string,
  blank: readonly (readonly [number, number])[],
): SourceText {
  const { code, file } = source
  const ranges: [number, number][] = []
  let at = code.indexOf(TEST_ONLY)
  while (at >= 0) {
    const end = itemEnd(code, at + TEST_ONLY.length)
    ranges.push([at, end])
    at = code.indexOf(TEST_ONLY, end)
  }
  if (ranges.length === 0) return source
  const literals = outside(source.literals, ({ offset }) => offset, ranges)
  const others = outside(blank, ([from]) => from, ranges)
  const all = [...others, ...ranges].sort(([a], [b]) => a - b)
  return createSourceText({ file, text, blank: all, literals })
}

function itemEnd(code: string, from: number): number {
  let depth = 0
  for (let at = from; at < code.length; at += 1) {
    const character = code[at]
    if (character === '{') depth += 1
    else if (character === '}') depth -= 1
    if ((character === '}' || character === ';') && depth <= 0) return at + 1
  }
  return code.length
}

/** What is in no range; both are in order. */
function outside<T>(
  things: readonly T[],
  offsetOf: (thing: T) => number,
  ranges: readonly (readonly [number, number])[],
): T[] {
  let next = 0
  return things.filter((thing) => {
    const offset = offsetOf(thing)
    while ((ranges[next]?.[1] ?? Number.POSITIVE_INFINITY) <= offset) next += 1
    return offset < (ranges[next]?.[0] ?? Number.POSITIVE_INFINITY)
  })
}
