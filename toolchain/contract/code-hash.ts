import { createHash } from 'node:crypto'
import { base58 } from '@scure/base'

/** Computes the hash of a contract's bytes as NEAR prints it: sha256 in base58. */
export function codeHashOf(wasm: Uint8Array): string {
  return base58.encode(createHash('sha256').update(wasm).digest())
}
