import type { AttestationRow, Database } from '../tables.ts'
import { inOrder } from './in-order.ts'

/** Returns the attestations in the order of their numbers; undefined for a number that is none. */
export async function attestationsBySeqs(
  db: Database,
  seqs: readonly number[],
): Promise<(AttestationRow | undefined)[]> {
  if (seqs.length === 0) return []
  const rows = await db.selectFrom('attestations').selectAll().where('seq', 'in', seqs).execute()
  return inOrder(seqs, rows, (row) => row.seq)
}
