import { wholeEvent } from '../compact-event.ts'
import type { Database } from '../tables.ts'
import { blocksByHeights } from './blocks.ts'
import { cutRecipes } from './cut-recipes.ts'

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
    .selectFrom('events')
    .select(['seq', 'event_json', 'recipe_at', 'block_height'])
    .select(['tx_hash', 'receipt_id', 'log_index', 'head'])
    .where('seq', '>=', fromSeq)
    .orderBy('seq')
    .limit(limit)
    .execute()
  const recipes = await cutRecipes(db, rows)
  const heights = [...new Set(rows.map(({ block_height }) => block_height))]
  const blocks = new Map(
    (await blocksByHeights(db, heights)).map((block) => [block?.height, block?.hash]),
  )
  return rows.flatMap(({ event_json, recipe_at, ...logged }) => {
    const block_hash = blocks.get(logged.block_height)
    // Only in a mirror that was altered: then the event is missing, as far as anybody can tell where it was.
    if (block_hash === undefined) return []
    const recipe = recipes.get(logged.seq) ?? null
    return [{ ...logged, block_hash, event_json: wholeEvent({ event_json, recipe_at }, recipe) }]
  })
}
