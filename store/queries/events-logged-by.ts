import { sql } from 'kysely'
import type { Database } from '../tables.ts'

/** Returns the numbers of up to `limit` events that a transaction or a receipt logged, in order. */
export async function eventsLoggedBy(db: Database, hash: string, limit: number): Promise<number[]> {
  const start = hash.slice(0, 8)
  const of = (column: 'tx_hash' | 'receipt_id') =>
    db
      .selectFrom('events')
      .select('seq')
      // The index has the first characters only.
      .where(sql`substr(${sql.ref(column)}, 1, 8)`, '=', start)
      .where(column, '=', hash)
      .orderBy('seq')
      .limit(limit)
      .execute()
  const rows = [...(await of('tx_hash')), ...(await of('receipt_id'))]
  return [...new Set(rows.map(({ seq }) => seq))].sort((a, b) => a - b).slice(0, limit)
}
