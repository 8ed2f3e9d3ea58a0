/** A text in the data, with the offsets of its bytes. */
export type FoundText = { text: string; start: number; end: number }

/** Shorter ones are mostly numbers that happen to look like letters. */
const SHORTEST = 4

/**
 * Finds what reads as text in bytes: printable characters in UTF-8, in a row of at least four bytes. What languages keep end to end is one
 * text here.
 */
export function findTexts(bytes: Uint8Array, start: number, end: number): FoundText[] {
  const found: FoundText[] = []
  let from = start
  let at = start
  const close = () => {
    if (at - from >= SHORTEST) {
      const text = Buffer.from(bytes.buffer, bytes.byteOffset + from, at - from).toString('utf8')
      found.push({ text, start: from, end: at })
    }
  }
  while (at < end) {
    const length = characterLength(bytes, at, end)
    if (length > 0) {
      at += length
      continue
    }
    close()
    from = ++at
  }
  close()
  return found
}

/** Returns how many bytes a printable character has, 0 if there is none. Table 3-7 of the Unicode standard, without control characters. */
function characterLength(bytes: Uint8Array, at: number, end: number): number {
  const first = bytes[at] as number
  if (first < 0x80) return isPrintable(first) ? 1 : 0
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
  if (first < 0xc2 || first > 0xf4 || at + length > end) return 0
  const second = bytes[at + 1] as number
  const lowest = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : first === 0xc2 ? 0xa0 : 0x80
  const highest = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf
  if (second < lowest || second > highest) return 0
  for (let i = 2; i < length; i++) {
    const next = bytes[at + i] as number
    if (next < 0x80 || next > 0xbf) return 0
  }
  return length
}

const isPrintable = (byte: number): boolean =>
  (byte >= 0x20 && byte < 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0d
