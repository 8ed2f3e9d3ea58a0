// Character classes without regular expressions: the contract's JavaScript engine is built without them.

export const isDigit = (c: number): boolean => c >= 0x30 && c <= 0x39

export const isLowerLetter = (c: number): boolean => c >= 0x61 && c <= 0x7a

export const isLetter = (c: number): boolean => isLowerLetter(c) || (c >= 0x41 && c <= 0x5a)

export const isLowerHex = (c: number): boolean => isDigit(c) || (c >= 0x61 && c <= 0x66)

/** Tells whether every UTF-16 unit of `text` is in the class; true for the empty text. */
export function every(text: string, inClass: (unit: number) => boolean): boolean {
  for (let i = 0; i < text.length; i++) if (!inClass(text.charCodeAt(i))) return false
  return true
}

/** Returns the position of the first control character or lone surrogate, or -1. */
export function firstUnprintable(text: string): number {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c < 0x20 || (c >= 0x7f && c < 0xa0)) return i
    if (c < 0xd800 || c > 0xdfff) continue
    const next = text.charCodeAt(i + 1)
    if (c > 0xdbff || !(next >= 0xdc00 && next <= 0xdfff)) return i
    i++
  }
  return -1
}

/** Returns how many bytes `text` takes in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = text.length
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c >= 0x800 && (c < 0xd800 || c > 0xdfff)) bytes += 2
    else if (c >= 0x80) bytes += 1
  }
  return bytes
}
