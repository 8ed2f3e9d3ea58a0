import type { BlockRow, Database } from '../tables.ts'
import { inOrder } from './in-order.ts'

/** Returns the blocks in the order of the heights; undefined for one that is not stored. */
export async function blocksByHeights(
  db: Database,
  heights: readonly number[],
): Promise<(BlockRow | undefined)[]> {
  if (heights.length === 0) return []
  const rows = await db.selectFrom('blocks').selectAll().where('height', 'in', heights).execute()
  return inOrder(heights, rows, (row) => row.height)
}
