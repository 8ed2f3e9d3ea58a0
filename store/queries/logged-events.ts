import { wholeEvent } from '../compact-event.ts'
import type { Database } from '../tables.ts'

/** An event with its whole text and where it was logged. */
export type LoggedEvent = {
  seq: number
  /** Byte for byte as it was logged: the hash chain is over it. */
  event_json: string
  block_height: number
  block_hash: string
  /** null where the source of blocks does not say. */
  tx_hash: string | null
  receipt_id: string
  /** Position among the logs of the receipt. */
  log_index: number
  /** Head of the hash chain after this event. */
  head: string
}

/** Returns up to `limit` events from number `fromSeq` on, in order, with where they were logged. */
export async function loggedEvents(
  db: Database,
  { fromSeq, limit }: { fromSeq: number; limit: number },
): Promise<LoggedEvent[]> {
  const rows = await db
    .selectFrom('events as e')
    .innerJoin('blocks as b', 'b.height', 'e.block_height')
    .leftJoin('attestations as a', 'a.seq', 'e.seq')
    .leftJoin('recipes as r', 'r.recipe_id', 'a.recipe_id')
    .select([
      'e.seq',
      'e.event_json',
      'e.recipe_at',
      'e.block_height',
      'b.hash as block_hash',
      'e.tx_hash',
      'e.receipt_id',
      'e.log_index',
      'e.head',
      'r.canonical_json',
    ])
    .where('e.seq', '>=', fromSeq)
    .orderBy('e.seq')
    .limit(limit)
    .execute()
  return rows.map(({ event_json, recipe_at, canonical_json, ...logged }) => ({
    ...logged,
    event_json: wholeEvent({ event_json, recipe_at }, canonical_json),
  }))
}
