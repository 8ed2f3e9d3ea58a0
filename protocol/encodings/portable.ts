import { base58, hex } from '@scure/base'

// Encodings and looks at texts for every JavaScript engine. A contract has its own, in contract.ts beside this, with the same tests.

/** Writes bytes in base58 with Bitcoin's alphabet, as NEAR prints hashes; leading zero bytes become ones. */
export const base58Encode = (bytes: Uint8Array): string => base58.encode(bytes)

/** Reads a text in base58; undefined if a character is not of the alphabet. */
export function base58Decode(text: string): Uint8Array | undefined {
  try {
    return base58.decode(text)
  } catch {
    return undefined
  }
}

export const hexEncode = (bytes: Uint8Array): string => hex.encode(bytes)

/** Reads hexadecimal digits that were checked before. */
export const hexDecode = (digits: string): Uint8Array => hex.decode(digits)

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

/** Returns how many characters at the start of a text are among those given. */
export function span(text: string, characters: string): number {
  let i = 0
  while (i < text.length && characters.includes(text[i] as string)) i++
  return i
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

/** Writes a text as JSON. */
export const quoted = (text: string): string => JSON.stringify(text)

/** Writes a list of texts as JSON. */
export const quotedList = (texts: readonly string[]): string => JSON.stringify(texts)

/** Returns how many bytes a text takes in UTF-8, three for a lone surrogate. */
export function utf8Length(text: string): number {
  let bytes = text.length
  for (let i = 0; i < text.length; i++) {
    const c = text.codePointAt(i) as number
    if (c >= 0x800) bytes += 2
    else if (c >= 0x80) bytes += 1
    // Four bytes for the two units of a pair.
    if (c > 0xffff) i++
  }
  return bytes
}

/** Returns the first field of an object that is not among those given, or undefined. */
export const unknownField = (object: object, fields: readonly string[]): string | undefined =>
  Object.keys(object).find((key) => !fields.includes(key))
