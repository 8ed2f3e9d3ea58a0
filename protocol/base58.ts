import { ProtocolError } from './errors.ts'

// Base58 with Bitcoin's alphabet, as NEAR prints hashes. Written for few interpreted steps: four characters at a
// time, since every step costs gas on chain.
const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const GROUP = 4
const GROUP_BASE = 58 ** GROUP // 11,316,496: a remainder times 2^16 stays below 2^53
const VALUES = /* @__PURE__ */ characterValues()

/** Writes bytes in base58; leading zero bytes become ones. */
export function encodeBase58(bytes: Uint8Array): string {
  let zeros = 0
  while (zeros < bytes.length && bytes[zeros] === 0) zeros++

  const limbs = bigEndianLimbs(bytes)
  let digits = ''
  let from = 0
  while (from < limbs.length) {
    let remainder = 0
    for (let i = from; i < limbs.length; i++) {
      const current = remainder * 0x10000 + (limbs[i] as number)
      const quotient = Math.floor(current / GROUP_BASE)
      limbs[i] = quotient
      remainder = current - quotient * GROUP_BASE
    }
    while (from < limbs.length && limbs[from] === 0) from++
    for (let i = 0; i < GROUP && (from < limbs.length || remainder > 0); i++) {
      digits = (ALPHABET[remainder % 58] as string) + digits
      remainder = Math.floor(remainder / 58)
    }
  }
  return '1'.repeat(zeros) + digits
}

/**
 * Reads `length` bytes written in base58.
 *
 * @throws ProtocolError naming `field` if a character is not of the alphabet or the length differs.
 */
export function decodeBase58(text: unknown, length: number, field: string): Uint8Array {
  // 8 bits need less than 1.38 characters, so a longer text cannot be right and is not worth reading.
  if (typeof text !== 'string' || text.length > length * 1.38 + 1) {
    throw new ProtocolError(field, `must be ${length} bytes in base58`, text ?? 'missing')
  }
  const limbs = new Array<number>(Math.ceil(length / 2)).fill(0)
  for (let at = 0; at < text.length; at += GROUP) {
    let carry = 0
    let scale = 1
    for (let i = at; i < at + GROUP && i < text.length; i++) {
      const value = VALUES[text.charCodeAt(i)]
      if (value === undefined || value < 0) {
        throw new ProtocolError(field, `must be base58 (see position ${i})`, text)
      }
      carry = carry * 58 + value
      scale *= 58
    }
    for (let i = limbs.length - 1; i >= 0; i--) {
      const current = (limbs[i] as number) * scale + carry
      carry = Math.floor(current / 0x10000)
      limbs[i] = current - carry * 0x10000
    }
    if (carry > 0) throw new ProtocolError(field, `must be ${length} bytes in base58`, text)
  }
  const bytes = limbsToBytes(limbs, length)
  if (bytes === undefined || leading(text, '1') !== leadingZeros(bytes)) {
    throw new ProtocolError(field, `must be ${length} bytes in base58`, text)
  }
  return bytes
}

function characterValues(): Int8Array {
  const values = new Int8Array(128).fill(-1)
  for (let i = 0; i < ALPHABET.length; i++) values[ALPHABET.charCodeAt(i)] = i
  return values
}

function bigEndianLimbs(bytes: Uint8Array): number[] {
  const limbs: number[] = []
  let i = bytes.length % 2
  if (i === 1) limbs.push(bytes[0] as number)
  for (; i < bytes.length; i += 2) {
    limbs.push((bytes[i] as number) * 256 + (bytes[i + 1] as number))
  }
  let zeros = 0
  while (zeros < limbs.length && limbs[zeros] === 0) zeros++
  return limbs.slice(zeros)
}

function limbsToBytes(limbs: number[], length: number): Uint8Array | undefined {
  const bytes = new Uint8Array(limbs.length * 2)
  for (let i = 0; i < limbs.length; i++) {
    bytes[2 * i] = (limbs[i] as number) >> 8
    bytes[2 * i + 1] = (limbs[i] as number) & 255
  }
  if (bytes.length === length) return bytes
  return bytes[0] === 0 ? bytes.slice(1) : undefined
}

function leading(text: string, character: string): number {
  let count = 0
  while (count < text.length && text[count] === character) count++
  return count
}

function leadingZeros(bytes: Uint8Array): number {
  let count = 0
  while (count < bytes.length && bytes[count] === 0) count++
  return count
}
