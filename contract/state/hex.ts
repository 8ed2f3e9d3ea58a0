const DIGITS = '0123456789abcdef'

/** Reads hexadecimal digits that were checked before. */
export function fromHex(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length / 2)
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number(`0x${text.slice(2 * i, 2 * i + 2)}`)
  return bytes
}

export function toHex(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number
    text += (DIGITS[byte >> 4] as string) + (DIGITS[byte & 15] as string)
  }
  return text
}
