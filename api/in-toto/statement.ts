import { decodeBase58 } from '../../protocol/base58.ts'
import { HASH_BYTES } from '../../protocol/code-hash.ts'
import { bytesToHex } from '../../protocol/hex.ts'

// The in-toto Attestation Framework's Statement v1 and its ResourceDescriptor, DigestSet and Timestamp:
// https://github.com/in-toto/attestation/tree/main/spec/v1

export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1'

/** Media type of a Statement by itself; in a DSSE envelope it is the `payloadType`. */
export const STATEMENT_MEDIA_TYPE = 'application/vnd.in-toto+json'

/** Something by its digest, its URI or both; at least one of the two is there. */
export type ResourceDescriptor = {
  name?: string
  uri?: string
  /** Lower-case hexadecimal digits by algorithm. */
  digest?: Readonly<Record<string, string>>
}

export type Statement<P> = {
  _type: typeof STATEMENT_TYPE
  /** What it is about: matched by digest only. */
  subject: (ResourceDescriptor & Required<Pick<ResourceDescriptor, 'digest'>>)[]
  predicateType: string
  predicate: P
}

/** Returns a hash that NEAR prints in base58 as a DigestSet. */
export const sha256Digest = (hash: string): { sha256: string } => ({
  sha256: bytesToHex(decodeBase58(hash, HASH_BYTES, 'hash')),
})

const NANOSECONDS = 1_000_000_000n

/** Writes decimal nanoseconds since 1970 as RFC 3339 has it, in UTC, to the nanosecond. */
export function rfc3339(nanoseconds: string): string {
  const time = BigInt(nanoseconds)
  const seconds = new Date(Number(time / NANOSECONDS) * 1_000).toISOString().slice(0, 19)
  return `${seconds}.${String(time % NANOSECONDS).padStart(9, '0')}Z`
}
