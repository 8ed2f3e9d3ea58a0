import { hash } from 'node:crypto'
import { decodeBase58, encodeBase58 } from '../../protocol/base58.ts'
import { HASH_BYTES } from '../../protocol/code-hash.ts'

export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  return hash('sha256', Buffer.concat(parts), 'buffer')
}

/** Reads a hash that was checked to be one. */
export function bytesOf(text: string): Uint8Array {
  return decodeBase58(text, HASH_BYTES, 'hash')
}

export const textOf = encodeBase58
