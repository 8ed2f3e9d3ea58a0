import { firstUnprintable, utf8Length } from './characters.ts'
import { ProtocolError } from './errors.ts'

/** How texts from outside are measured and checked. */
export type TextRules = {
  /** Returns the bytes that a text takes in UTF-8. */
  byteLength(text: string): number
  /** Throws a ProtocolError naming `field` if a text holds a control character or a lone surrogate. */
  check(text: string, field: string): void
}

/** For texts of which nothing is known: looks at every character. */
export const anyText: TextRules = {
  byteLength: utf8Length,
  check(text, field) {
    const at = firstUnprintable(text)
    if (at < 0) return
    const unit = text.charCodeAt(at).toString(16)
    throw new ProtocolError(
      field,
      `must not hold a control character or lone surrogate (U+${unit} at position ${at})`,
    )
  },
}

/**
 * For texts that are known to be printable ASCII, because what they were read from is: nothing is left to look at.
 *
 * On chain every character that JavaScript looks at costs some 2,000 instructions.
 */
export const plainText: TextRules = {
  byteLength: (text) => text.length,
  check: () => {},
}
