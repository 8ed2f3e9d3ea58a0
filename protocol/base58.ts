import { ProtocolError } from './errors.ts'
import { bigIntToBytes, bytesToBigInt } from './hex.ts'

// Base58 with Bitcoin's alphabet, as NEAR prints hashes. Written for few interpreted steps, since every step costs gas on
// chain: BigInt takes eight digits at a time, and small integers take those apart.
const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const GROUP = 8
// 58^8 is below 2^47, so that a group divided by 58^4 keeps a fraction that a double can tell from a whole number.
const GROUP_BASE = 58n ** 8n
const HALF_BASE = 58 ** 4
const VALUES = /* @__PURE__ */ characterValues()
const ONE = 0x31

/** Writes bytes in base58; leading zero bytes become ones. */
export function encodeBase58(bytes: Uint8Array): string {
  let digits = ''
  let value = bytesToBigInt(bytes)
  while (value > 0n) {
    const rest = value / GROUP_BASE
    const group = Number(value - rest * GROUP_BASE)
    const high = Math.floor(group / HALF_BASE)
    digits = fourDigits(high) + fourDigits(group - high * HALF_BASE) + digits
    value = rest
  }
  let padding = 0
  while (digits[padding] === '1') padding++
  return '1'.repeat(leading(bytes, 0)) + digits.slice(padding)
}

/** Writes a whole number below 58^4. */
function fourDigits(number: number): string {
  const high = (number / 3364) | 0 // 58^2
  const low = number - high * 3364
  return (
    (ALPHABET[(high / 58) | 0] as string) +
    (ALPHABET[high % 58] as string) +
    (ALPHABET[(low / 58) | 0] as string) +
    (ALPHABET[low % 58] as string)
  )
}

/**
 * Reads `length` bytes written in base58.
 *
 * @throws ProtocolError naming `field` if a character is not of the alphabet or the length differs.
 */
export function decodeBase58(text: unknown, length: number, field: string): Uint8Array {
  const refuse = (): never => {
    throw new ProtocolError(field, `must be ${length} bytes in base58`, text ?? 'missing')
  }
  // 8 bits need less than 1.38 characters, so a longer text cannot be right and is not worth reading.
  if (typeof text !== 'string' || text.length > length * 1.38 + 1) return refuse()

  let value = 0n
  let ones = 0
  // The first group is the short one, so that every multiplication is by one constant.
  for (let at = 0, end = text.length % GROUP || GROUP; at < text.length; at = end, end += GROUP) {
    let group = 0
    for (let i = at; i < end; i++) {
      const digit = VALUES[text.charCodeAt(i)] as number
      // A character outside the table gives undefined, which is not 0 or more either.
      if (!(digit >= 0)) throw new ProtocolError(field, `must be base58 (see position ${i})`, text)
      group = group * 58 + digit
    }
    value = value * GROUP_BASE + BigInt(group)
  }
  while (ones < text.length && text.charCodeAt(ones) === ONE) ones++
  if (value >> BigInt(8 * length) !== 0n) return refuse()
  const bytes = bigIntToBytes(value, length)
  return leading(bytes, 0) === ones ? bytes : refuse()
}

function characterValues(): Int8Array {
  const values = new Int8Array(128).fill(-1)
  for (let i = 0; i < ALPHABET.length; i++) values[ALPHABET.charCodeAt(i)] = i
  return values
}

function leading(bytes: Uint8Array, byte: number): number {
  let count = 0
  while (count < bytes.length && bytes[count] === byte) count++
  return count
}
