import { decodeBase58, encodeBase58 } from './base58.ts'
import type { Hasher } from './hasher.ts'

/** sha256 of all bytes of a contract, in base58 as NEAR prints it. */
export type CodeHash = string

/** 32 bytes: the size of a code hash, a recipe id and a source id. */
export const HASH_BYTES = 32

/** What `view_account` gives for an account without code of its own: 32 zero bytes. */
export const NO_CODE_HASH: CodeHash = '11111111111111111111111111111111'

export function codeHashOf(wasm: Uint8Array, hasher: Hasher): CodeHash {
  return encodeBase58(hasher.sha256(wasm))
}

/** Reads a code hash; throws a ProtocolError naming `field` if it is not 32 bytes in base58. */
export function readCodeHash(value: unknown, field = 'code_hash'): CodeHash {
  decodeBase58(value, HASH_BYTES, field)
  return value as CodeHash
}

/** Tells whether a text is 32 bytes in base58. */
export function isCodeHash(text: string): boolean {
  try {
    readCodeHash(text)
    return true
  } catch {
    return false
  }
}
