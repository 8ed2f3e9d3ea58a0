import { visiblePieces } from './visible-text.ts'

// What no POSIX shell gives a meaning to; a word of them alone needs no quotes.
const PLAIN = /^[A-Za-z0-9_@%+:,./-]+$/

/**
 * Quotes a text as one word of a shell.
 *
 * Characters that cannot be seen are written as bash, zsh and ksh read them within `$'…'`, so that what is copied is what is shown.
 */
export function shellWord(text: string): string {
  if (PLAIN.test(text)) return text
  if (visiblePieces(text).every((piece) => 'text' in piece)) {
    return `'${text.replaceAll("'", `'\\''`)}'`
  }
  const pieces = visiblePieces(text).map((piece) =>
    'text' in piece ? piece.text.replace(/[\\']/g, '\\$&') : escaped(piece.hidden),
  )
  return `$'${pieces.join('')}'`
}

const escaped = (codePoint: string): string => `\\U${codePoint.slice(2).padStart(8, '0')}`
