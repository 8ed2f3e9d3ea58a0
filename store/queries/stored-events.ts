import type { Selectable } from 'kysely'
import type { Database, EventsTable } from '../tables.ts'

/** An event as it lies in its table, with its recipe cut out; `eventTexts` gives whole texts. */
export type StoredEvent = Selectable<EventsTable>

/** Returns up to `limit` events after a number, in order, as they lie in the table. */
export async function storedEvents(
  db: Database,
  { afterSeq, limit }: { afterSeq: number; limit: number },
): Promise<StoredEvent[]> {
  return await db
    .selectFrom('events')
    .selectAll()
    .where('seq', '>', afterSeq)
    .orderBy('seq')
    .limit(limit)
    .execute()
}
