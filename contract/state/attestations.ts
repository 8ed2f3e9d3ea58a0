import { joinBytes } from '#encodings'
import { storageReadRaw, storageRemoveRaw, storageWriteRaw, utf8 } from '../host.ts'
import {
  type AttestationRecord,
  decodeAttestation,
  encodeAttestation,
} from './attestation-record.ts'
import { attestationKey, attestationPrefix } from './keys.ts'

// The live attestations: at most one for each recipe and builder.

export function readAttestation(recipeId: Uint8Array, builder: string): AttestationRecord | null {
  const record = storageReadRaw(attestationKey(recipeId, builder))
  return record === null ? null : decodeAttestation(record)
}

/** Returns the encoded attestations of those among the builders that have one on the recipe, in their order. */
export function readRecords(
  recipeId: Uint8Array,
  builders: readonly string[],
): { builder: string; record: Uint8Array }[] {
  const prefix = attestationPrefix(recipeId)
  const records: { builder: string; record: Uint8Array }[] = []
  for (const builder of builders) {
    const record = storageReadRaw(joinBytes([prefix, utf8(builder)]))
    if (record !== null) records.push({ builder, record })
  }
  return records
}

export function writeAttestation(
  recipeId: Uint8Array,
  builder: string,
  attestation: AttestationRecord,
): void {
  storageWriteRaw(attestationKey(recipeId, builder), encodeAttestation(attestation))
}

/** Removes an attestation; tells whether there was one. */
export function removeAttestation(recipeId: Uint8Array, builder: string): boolean {
  return storageRemoveRaw(attestationKey(recipeId, builder))
}
