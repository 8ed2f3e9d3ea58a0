import type { SourceId } from '../../protocol/source.ts'
import type { Database, SourceRow } from '../tables.ts'
import { inOrder } from './in-order.ts'

/** Returns the sources in the order of the ids; undefined for an unknown one. */
export async function sourcesByIds(
  db: Database,
  ids: readonly SourceId[],
): Promise<(SourceRow | undefined)[]> {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('sources').selectAll().where('source_id', 'in', ids).execute()
  return inOrder(ids, rows, (row) => row.source_id)
}
