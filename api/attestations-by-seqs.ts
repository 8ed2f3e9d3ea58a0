import type { AttestationRow, Database } from '../store/index.ts'

export type { AttestationRow }

/** Returns the attestations in the order of their numbers; undefined for a number that is none. */
export async function attestationsBySeqs(
  db: Database,
  seqs: readonly number[],
): Promise<(AttestationRow | undefined)[]> {
  if (seqs.length === 0) return []
  const rows = await db.selectFrom('attestations').selectAll().where('seq', 'in', seqs).execute()
  const bySeq = new Map(rows.map((row) => [row.seq, row]))
  return seqs.map((seq) => bySeq.get(seq))
}
