import type { Database } from '../tables.ts'
import { sumUpBuilders } from './builders.ts'
import { changesOf, type Statement } from './changes.ts'
import { sumUpConflicts } from './conflicts.ts'
import { sumUpEquivocations } from './equivocations.ts'

/** What some events did to statements, which are in their table already. */
export type StatementBatch = {
  attestations: readonly Statement[]
  attestationEndings: readonly { seq: number; ended_by_seq: number }[]
}

/** How much the totals on statements grow. */
export type StatementTotals = {
  attestations: number
  live_attestations: number
  builders: number
  open_conflicts: number
  equivocations: number
}

/** Brings what sums up statements up to date with some events. */
export async function sumUp(
  db: Database,
  { attestations, attestationEndings }: StatementBatch,
): Promise<StatementTotals> {
  const changes = await changesOf(db, attestations, attestationEndings)
  return {
    attestations: attestations.length,
    live_attestations: attestations.length - attestationEndings.length,
    ...(await sumUpBuilders(db, changes)),
    ...(await sumUpConflicts(db, changes)),
    ...(await sumUpEquivocations(db, changes)),
  }
}
