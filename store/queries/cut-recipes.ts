import type { CompactEvent } from '../compact-event.ts'
import type { Database } from '../tables.ts'

/**
 * Returns the recipes that were cut out of events, by the events' numbers.
 *
 * Asked for apart from the events, so that no plan joins all events to all attestations for the sake of a page.
 */
export async function cutRecipes(
  db: Database,
  events: readonly (CompactEvent & { seq: number })[],
): Promise<Map<number, string>> {
  const seqs = events.flatMap(({ seq, recipe_at }) => (recipe_at === null ? [] : [seq]))
  if (seqs.length === 0) return new Map()
  const rows = await db
    .selectFrom('attestations as a')
    .innerJoin('recipes as r', 'r.recipe_id', 'a.recipe_id')
    .select(['a.seq', 'r.canonical_json'])
    .where('a.seq', 'in', seqs)
    .execute()
  return new Map(rows.map(({ seq, canonical_json }) => [seq, canonical_json]))
}
