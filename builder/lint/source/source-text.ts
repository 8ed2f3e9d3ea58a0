/** A literal of a source: its text as written, without quotation marks. */
export type Literal = {
  /** Where it begins, with prefix and quotation marks. */
  offset: number
  text: string
}

/** A source taken apart: so that nobody takes a comment for code. */
export type SourceText = {
  file: string
  /** The source with blanks for comments and the inside of literals; offsets are the same. */
  code: string
  literals: readonly Literal[]
  /** The literal that begins at an offset, or after white space there. */
  literalAt(offset: number): Literal | undefined
  /** Line and column, from 1. */
  placeOf(offset: number): { line: number; column: number }
}

export type Split = {
  file: string
  text: string
  /** What is blanked, in order and without overlaps. */
  blank: readonly (readonly [from: number, to: number])[]
  literals: readonly Literal[]
}

/** Puts a source together that was taken apart. */
export function createSourceText({ file, text, blank, literals }: Split): SourceText {
  const byOffset = new Map(literals.map((literal) => [literal.offset, literal]))
  const pieces: string[] = []
  let kept = 0
  for (const [from, to] of blank) {
    pieces.push(text.slice(kept, from), text.slice(from, to).replace(/[^\n]/g, ' '))
    kept = to
  }
  const code = pieces.join('') + text.slice(kept)
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)]
  return {
    file,
    code,
    literals,
    literalAt(offset) {
      let at = offset
      while (at < code.length && /\s/.test(code[at] ?? '')) at += 1
      return byOffset.get(at)
    },
    placeOf(offset) {
      let [low, high] = [0, starts.length]
      while (high - low > 1) {
        const middle = (low + high) >> 1
        if ((starts[middle] ?? 0) <= offset) low = middle
        else high = middle
      }
      return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
    },
  }
}
