import { storageReadRaw, storageRemoveRaw, storageWriteRaw } from '../host.ts'
import {
  type AttestationRecord,
  decodeAttestation,
  encodeAttestation,
} from './attestation-record.ts'
import { attestationKey } from './keys.ts'

// The live attestations: at most one for each recipe and builder.

export function readAttestation(recipeId: Uint8Array, builder: string): AttestationRecord | null {
  const record = storageReadRaw(attestationKey(recipeId, builder))
  return record === null ? null : decodeAttestation(record)
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
