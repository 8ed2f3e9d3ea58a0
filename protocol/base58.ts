import { base58Decode, base58Encode, span } from '#encodings'
import { ProtocolError } from './errors.ts'

// Base58 with Bitcoin's alphabet, as NEAR prints hashes.
const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
// 8 bits need less than 1.38 characters: a longer text cannot be right and is not worth reading.
const CHARACTERS_PER_BYTE = 1.38

/** Writes bytes in base58; leading zero bytes become ones. */
export const encodeBase58 = (bytes: Uint8Array): string => base58Encode(bytes)

/**
 * Reads `length` bytes written in base58.
 *
 * @throws ProtocolError naming `field` if a character is not of the alphabet or the length differs.
 */
export function decodeBase58(text: unknown, length: number, field: string): Uint8Array {
  if (typeof text === 'string' && text.length <= length * CHARACTERS_PER_BYTE + 1) {
    const bytes = base58Decode(text)
    if (bytes?.length === length) return bytes
    const good = span(text, ALPHABET)
    if (good < text.length) {
      throw new ProtocolError(field, `must be base58 (see position ${good})`, text)
    }
  }
  throw new ProtocolError(field, `must be ${length} bytes in base58`, text ?? 'missing')
}
