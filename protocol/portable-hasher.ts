import { sha256 } from '@noble/hashes/sha2.js'
import type { Hasher } from './hasher.ts'

/** Hashes in any JavaScript engine that has TextEncoder: Node and browsers alike. */
export const portableHasher: Hasher = {
  sha256,
  utf8: (text) => new TextEncoder().encode(text),
}
