import { bytesFrom } from './chance.ts'

/** What a function that verifies is given. */
export type Check = readonly [signature: Uint8Array, message: Uint8Array, key: Uint8Array]

export const message = bytesFrom('message', 32)

export function concat(...parts: Uint8Array[]): Buffer {
  return Buffer.concat(parts)
}

/** Gives some bytes with one bit changed. */
export function changed(bytes: Uint8Array, at: number): Buffer {
  const copy = Buffer.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}
