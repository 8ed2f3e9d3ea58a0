import type { Database } from '../tables.ts'
import { inOrder } from './in-order.ts'

/** Returns the ids of the receipts that logged events, in the order of the events' numbers; undefined for a number that is none. */
export async function receiptsBySeqs(
  db: Database,
  seqs: readonly number[],
): Promise<(string | undefined)[]> {
  if (seqs.length === 0) return []
  const rows = await db
    .selectFrom('events')
    .select(['seq', 'receipt_id'])
    .where('seq', 'in', seqs)
    .execute()
  return inOrder(seqs, rows, ({ seq }) => seq).map((row) => row?.receipt_id)
}
