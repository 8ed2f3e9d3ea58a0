import type { Database } from '../tables.ts'

/** An event as it was logged, and the head of the hash chain after it. */
export type EventText = { seq: number; event_json: string; head: string }

/** Returns up to `limit` events from number `fromSeq` on, in order. */
export async function eventTexts(
  db: Database,
  { fromSeq, limit }: { fromSeq: number; limit: number },
): Promise<EventText[]> {
  return await db
    .selectFrom('events')
    .select(['seq', 'event_json', 'head'])
    .where('seq', '>=', fromSeq)
    .orderBy('seq')
    .limit(limit)
    .execute()
}
