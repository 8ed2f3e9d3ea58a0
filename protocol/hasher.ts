/** The two primitives that the protocol takes from its host: a contract's host functions, Node or a browser. */
export type Hasher = {
  sha256(bytes: Uint8Array): Uint8Array
  /** Encodes a well-formed text as UTF-8. */
  utf8(text: string): Uint8Array
}

/** Hashes a text that begins with the name of what is hashed, so that no two kinds of thing share a hash. */
export function hashTagged(tag: string, text: string, hasher: Hasher): Uint8Array {
  return hasher.sha256(hasher.utf8(tag + text))
}
