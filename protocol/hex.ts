// Hexadecimal through BigInt: native code reads and writes it, where a loop would cost gas for every digit.

/** Tells whether a text is exactly so many lower-case hexadecimal digits. */
export function isHex(text: string, digits: number): boolean {
  if (text.length !== digits) return false
  try {
    // Back again, since BigInt also reads upper case and white space around the digits.
    return BigInt(`0x${text}`).toString(16).padStart(digits, '0') === text
  } catch {
    return false
  }
}

/** Reads an even number of hexadecimal digits that were checked before. */
export function hexToBytes(text: string): Uint8Array {
  return bigIntToBytes(BigInt(`0x${text}`), text.length / 2)
}

export function bytesToHex(bytes: Uint8Array): string {
  return bytesToBigInt(bytes)
    .toString(16)
    .padStart(2 * bytes.length, '0')
}

/** Reads bytes as one big-endian number, eight at a time. */
export function bytesToBigInt(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const odd = bytes.length % 8
  let value = 0n
  for (let i = 0; i < odd; i++) value = (value << 8n) | BigInt(bytes[i] as number)
  for (let i = odd; i < bytes.length; i += 8) value = (value << 64n) | view.getBigUint64(i)
  return value
}

/** Writes a number below 256^length as big-endian bytes. */
export function bigIntToBytes(value: bigint, length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  const view = new DataView(bytes.buffer)
  const odd = length % 8
  let rest = value
  for (let i = length - 8; i >= odd; i -= 8) {
    view.setBigUint64(i, BigInt.asUintN(64, rest))
    rest >>= 64n
  }
  for (let i = odd - 1; i >= 0; i--) {
    bytes[i] = Number(rest & 255n)
    rest >>= 8n
  }
  return bytes
}
