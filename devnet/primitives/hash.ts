import { hash } from 'node:crypto'
import { base58 } from '@scure/base'
import { DevnetError } from '../errors.ts'

/** Thirty-two zero bytes, in base58: nearcore's default hash, which also says "no contract". */
export const ZERO_HASH = '11111111111111111111111111111111'

const HASH_BYTES = 32

export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts
  const input = parts.length === 1 && only ? only : Buffer.concat(parts)
  return hash('sha256', input, 'buffer')
}

export function encodeHash(bytes: Uint8Array): string {
  return base58.encode(bytes)
}

/** Reads a hash as RPC writes it: 32 bytes in base58. */
export function decodeHash(text: string): Uint8Array {
  const bytes = decodeBase58(text)
  if (bytes?.length !== HASH_BYTES) {
    throw new DevnetError('MALFORMED_TEXT', `"${text}" is not a hash: 32 bytes in base58.`, {
      what: 'hash',
      value: text,
    })
  }
  return bytes
}

/** Decodes base58, or gives undefined. Longer texts than any key or signature are not tried: the work grows as the square. */
export function decodeBase58(text: string): Uint8Array | undefined {
  if (text.length > 128) return undefined
  try {
    return base58.decode(text)
  } catch {
    return undefined
  }
}

/** Eight bytes, little end first, as borsh writes a u64. */
export function u64Bytes(value: bigint | number): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value), true)
  return bytes
}
