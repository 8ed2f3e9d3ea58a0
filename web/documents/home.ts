import type { HomeAnswer } from '../answers.gen.ts'
import { ATTESTATION_PARTS } from './attestation.ts'
import { CONFLICT_PARTS } from './conflict.ts'
import { createDocument } from './document.ts'
import { STATUS_PARTS } from './status.ts'

/** How far the mirror is, and what is new in it. */
export const HOME = createDocument<HomeAnswer, Record<string, never>>(
  `query Home {
    status { ...StatusParts }
    attestations(first: 10) { edges { node { ...AttestationParts } } }
    conflicts(first: 5) { edges { node { ...ConflictParts } } }
  }`,
  STATUS_PARTS,
  ATTESTATION_PARTS,
  CONFLICT_PARTS,
)
