import { createHash } from 'node:crypto'

/** Returns the sha256 in hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
