import { wholeEvent } from '../compact-event.ts'
import type { Database } from '../tables.ts'
import { cutRecipes } from './cut-recipes.ts'

/** An event as it was logged, and the head of the hash chain after it. */
export type EventText = { seq: number; event_json: string; head: string }

/** Returns up to `limit` events from number `fromSeq` on, in order. */
export async function eventTexts(
  db: Database,
  { fromSeq, limit }: { fromSeq: number; limit: number },
): Promise<EventText[]> {
  const rows = await db
    .selectFrom('events')
    .select(['seq', 'event_json', 'recipe_at', 'head'])
    .where('seq', '>=', fromSeq)
    .orderBy('seq')
    .limit(limit)
    .execute()
  const recipes = await cutRecipes(db, rows)
  return rows.map(({ seq, head, ...compact }) => ({
    seq,
    event_json: wholeEvent(compact, recipes.get(seq) ?? null),
    head,
  }))
}
