/** A piece of a text: characters to show as they are, or one that would not be seen, or would move others. */
export type Piece = { text: string } | { hidden: string }

// Control and format characters (which reorder, join or hide text), separators of lines, private use and unassigned: Unicode's
// categories Cc, Cf, Zl, Zp, Co, Cn and lone surrogates; and the letters that are drawn as nothing (Default_Ignorable_Code_Point).
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u

/** Takes a text apart so that nothing in it can deceive the eye: what is not seen becomes its code point, as `U+202E`. */
export function visiblePieces(text: string): Piece[] {
  const pieces: Piece[] = []
  let plain = ''
  const flush = () => {
    if (plain !== '') pieces.push({ text: plain })
    plain = ''
  }
  for (const character of text) {
    if (!UNSEEN.test(character)) {
      plain += character
      continue
    }
    flush()
    pieces.push({ hidden: codePoint(character) })
  }
  flush()
  return pieces
}

/** Writes a text for places that take no markup, such as a title: what is not seen becomes `U+202E`. */
export function visibleText(text: string): string {
  return visiblePieces(text)
    .map((piece) => ('text' in piece ? piece.text : `⟨${piece.hidden}⟩`))
    .join('')
}

function codePoint(character: string): string {
  const hex = (character.codePointAt(0) as number).toString(16).toUpperCase()
  return `U+${hex.padStart(4, '0')}`
}
