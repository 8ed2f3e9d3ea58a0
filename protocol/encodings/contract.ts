// What the toolchain's engine does in native code (docs/toolchain.md, "Host functions of its own"). In JavaScript a contract would pay
// some hundred instructions for each character.

declare const env: {
  join_bytes(parts: readonly Uint8Array[]): Uint8Array
  json_was_plain(): boolean
  parse_json(bytes: Uint8Array): unknown
  base58_encode(bytes: Uint8Array): string
  base58_decode(text: string): Uint8Array | undefined
  text_span(text: string, characters: string): number
  text_unprintable(text: string): number
  text_utf8_length(text: string): number
  unknown_field(object: object, fields: readonly string[]): string | undefined
}

// ECMAScript 2026.
type HexArray = Uint8Array & { toHex(): string }
type HexArrayConstructor = { fromHex(text: string): Uint8Array }

export const base58Encode = (bytes: Uint8Array): string => env.base58_encode(bytes)

export const base58Decode = (text: string): Uint8Array | undefined => env.base58_decode(text)

export const hexEncode = (bytes: Uint8Array): string => (bytes as HexArray).toHex()

export const hexDecode = (digits: string): Uint8Array =>
  (Uint8Array as unknown as HexArrayConstructor).fromHex(digits)

export const joinBytes = (parts: readonly Uint8Array[]): Uint8Array => env.join_bytes(parts)

export const span = (text: string, characters: string): number => env.text_span(text, characters)

/** Every text that was read is printable ASCII without a quote or backslash. */
let isPlain = false

/**
 * Reads what a call comes with: JSON that is UTF-8 and gives no field twice; throws a SyntaxError otherwise.
 *
 * The engine sees on the way whether all texts are plain, as they nearly always are; then the functions below need not look again.
 */
export function readInput(bytes: Uint8Array): unknown {
  const value = env.parse_json(bytes)
  isPlain = env.json_was_plain()
  return value
}

/** Returns the position of the first control character or lone surrogate in a text out of the input, or -1. */
export const firstUnprintable = (text: string): number =>
  isPlain ? -1 : env.text_unprintable(text)

/** Writes a text out of the input as JSON. */
export const quoted = (text: string): string => (isPlain ? `"${text}"` : JSON.stringify(text))

/** Writes a list of texts out of the input as JSON. */
export const quotedList = (texts: readonly string[]): string =>
  isPlain ? `["${texts.join('","')}"]` : JSON.stringify(texts)

export const unknownField = (object: object, fields: readonly string[]): string | undefined =>
  env.unknown_field(object, fields)

export const utf8Length = (text: string): number => env.text_utf8_length(text)
