import { ProtocolError } from '../../protocol/errors.ts'
import { isHex } from '../../protocol/hex.ts'
import { readSnapshot } from '../../protocol/snapshot.ts'

// So that a few digits do not stand for half of all commits; git abbreviates to as many.
const FEWEST_DIGITS = 7
const NO_COMMIT = '0'.repeat(40)

/** Reads a repository in any of the spellings that people have for it; throws a ProtocolError if it is none. */
export function readRepository(text: string, field: string): string {
  const bare = text
    .trim()
    .replace(/^git\+/, '')
    .replace(/^https?:\/\//, '')
  try {
    return readSnapshot(`git+https://${bare}?rev=${NO_COMMIT}`).repository
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error
    throw new ProtocolError(field, 'must be the address of a repository: https://host/path', text)
  }
}

/** Reads a commit or how it begins: 7 to 64 hexadecimal digits. */
export function readCommit(text: string, field: string): string {
  const digits = text.trim().toLowerCase()
  const fits = digits.length >= FEWEST_DIGITS && digits.length <= 64
  if (fits && /^[0-9a-f]+$/.test(digits)) return digits
  throw new ProtocolError(field, `must be ${FEWEST_DIGITS} to 64 hexadecimal digits`, text)
}

/** Reads the digest of an image. */
export function readImageDigest(text: string, field: string): string {
  const digits = text.trim().replace(/^sha256:/, '')
  if (isHex(digits, 64)) return digits
  throw new ProtocolError(field, 'must be 64 lower-case hexadecimal digits', text)
}
