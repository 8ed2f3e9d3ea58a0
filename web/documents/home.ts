import type { HomeAnswer } from '../answers.gen.ts'
import { ATTESTATION_PARTS } from './attestation.ts'
import { createDocument } from './document.ts'
import { STATUS_PARTS } from './status.ts'

/** How far the mirror is, and what is new in it. */
export const HOME = createDocument<HomeAnswer, Record<string, never>>(
  `query Home {
    status { ...StatusParts }
    attestations(first: 10) { edges { node { ...AttestationParts } } }
  }`,
  STATUS_PARTS,
  ATTESTATION_PARTS,
)
