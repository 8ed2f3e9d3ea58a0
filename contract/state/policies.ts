import { joinBytes } from '#encodings'
import { HASH_BYTES } from '../../protocol/code-hash.ts'
import type { Policy } from '../../protocol/policy.ts'
import { storageReadRaw, storageRemoveRaw, storageWriteRaw, utf8, utf8Text } from '../host.ts'
import { policyKey } from './keys.ts'

// The policies in force. Record: version (8 bytes, big endian) ‖ digest (32) ‖ canonical JSON.

const DIGEST_AT = 8
const JSON_AT = DIGEST_AT + HASH_BYTES

export type StoredPolicy = {
  /** 1, 2, 3 … as its owner sets it anew. */
  version: number
  digest: Uint8Array
  policy: Policy
}

export function readStoredPolicy(owner: string, name: string): StoredPolicy | null {
  const record = storageReadRaw(policyKey(owner, name))
  if (record === null) return null
  return {
    version: Number(new DataView(record.buffer, record.byteOffset).getBigUint64(0)),
    digest: record.slice(DIGEST_AT, JSON_AT),
    // It was read by readPolicy before it was written.
    policy: JSON.parse(utf8Text(record.slice(JSON_AT))) as Policy,
  }
}

export function writePolicy(
  { owner, name }: { owner: string; name: string },
  { version, digest, canonical }: { version: number; digest: Uint8Array; canonical: string },
): void {
  const number = new Uint8Array(DIGEST_AT)
  new DataView(number.buffer).setBigUint64(0, BigInt(version))
  storageWriteRaw(policyKey(owner, name), joinBytes([number, digest, utf8(canonical)]))
}

/** Removes a policy; tells whether there was one. */
export function removeStoredPolicy(owner: string, name: string): boolean {
  return storageRemoveRaw(policyKey(owner, name))
}
