import { createSourceText, type Literal, type SourceText } from './source-text.ts'

// The Python Language Reference, 2.4 "Literals": a backslash keeps the next character, in raw strings too.
const STRING = /[a-z]{0,2}("""|'''|"|')/iy
const WORD = /[\p{L}\p{N}_]+/uy

/** Takes Python source apart. */
export function splitPython(file: string, text: string): SourceText {
  const blank: [number, number][] = []
  const literals: Literal[] = []
  let at = 0
  while (at < text.length) {
    STRING.lastIndex = at
    const opened = STRING.exec(text)
    if (opened !== null) {
      const marks = opened[1] as string
      const inside = at + opened[0].length
      const end = stringEnd(text, inside, marks)
      literals.push({ offset: at, text: text.slice(inside, end) })
      blank.push([inside, end])
      at = end + (text.startsWith(marks, end) ? marks.length : 0)
    } else if (text[at] === '#') {
      const newline = text.indexOf('\n', at)
      const end = newline < 0 ? text.length : newline
      blank.push([at, end])
      at = end
    } else {
      WORD.lastIndex = at
      at += WORD.exec(text)?.[0].length ?? 1
    }
  }
  return createSourceText({ file, text, blank, literals })
}

function stringEnd(text: string, from: number, marks: string): number {
  for (let at = from; at < text.length; at += 1) {
    if (text.startsWith(marks, at)) return at
    if (marks.length === 1 && text[at] === '\n') return at
    if (text[at] === '\\') at += 1
  }
  return text.length
}
