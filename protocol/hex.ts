import { hexDecode, hexEncode, span } from '#encodings'

const DIGITS = '0123456789abcdef'

/** Tells whether a text is exactly so many lower-case hexadecimal digits. */
export const isHex = (text: string, digits: number): boolean =>
  text.length === digits && span(text, DIGITS) === digits

/** Reads an even number of hexadecimal digits that were checked before. */
export const hexToBytes = (digits: string): Uint8Array => hexDecode(digits)

export const bytesToHex = (bytes: Uint8Array): string => hexEncode(bytes)
