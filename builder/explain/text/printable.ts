import type { Both } from '../both.ts'
import { differingPart } from '../data/differing-part.ts'

const MOST_CHARACTERS = 120

// Control and format characters (bidirectional ones among them), line and paragraph separators, private, unassigned, lone surrogates.
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}]/gu

/** Makes a stranger's text safe for a terminal: no character acts or hides, and there are not too many. */
export function printable(text: string): string {
  const short = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text
  return visible(short)
}

/** Escapes what acts or hides on a terminal, and cuts nothing. */
export function visible(text: string): string {
  return text.replace(UNSAFE, escapeCharacter)
}

/** The same in quotation marks, or `nothing` if there is no text. */
export function quoted(text: string | null): string {
  return text === null ? 'nothing' : `"${printable(text)}"`
}

/** Says what something is in a and in b; of long texts, the part that differs. */
export function quotedPair(what: string, { a, b }: Both<string | null>): string {
  const isLong = a !== null && b !== null && Math.max(a.length, b.length) > MOST_CHARACTERS
  const shown = isLong ? differingPart(a, b) : { a, b }
  return `${what}: a ${quoted(shown.a)}, b ${quoted(shown.b)}`
}

/** Writes JSON in which no character of a text acts on a terminal; it reads as the same value. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value).replace(UNSAFE, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  )
}

function escapeCharacter(character: string): string {
  if (character === '\n') return '\\n'
  if (character === '\t') return '\\t'
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}
