import { wholeEvent } from '../compact-event.ts'
import type { Database } from '../tables.ts'

/** An event as it was logged, and the head of the hash chain after it. */
export type EventText = { seq: number; event_json: string; head: string }

/** Returns up to `limit` events from number `fromSeq` on, in order. */
export async function eventTexts(
  db: Database,
  { fromSeq, limit }: { fromSeq: number; limit: number },
): Promise<EventText[]> {
  const rows = await db
    .selectFrom('events as e')
    .leftJoin('attestations as a', 'a.seq', 'e.seq')
    .leftJoin('recipes as r', 'r.recipe_id', 'a.recipe_id')
    .select(['e.seq', 'e.event_json', 'e.recipe_at', 'e.head', 'r.canonical_json'])
    .where('e.seq', '>=', fromSeq)
    .orderBy('e.seq')
    .limit(limit)
    .execute()
  return rows.map(({ seq, head, canonical_json, ...compact }) => ({
    seq,
    event_json: wholeEvent(compact, canonical_json),
    head,
  }))
}
