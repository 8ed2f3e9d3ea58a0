import { type Database, deleteRows, PROJECTED_TABLES, putRows } from '../../store/index.ts'
import { differingRows } from '../audit/differing-rows.ts'
import { inParts } from './in-parts.ts'

type OnTable = (progress: { table: string; changes: number }) => void

// Rows that are held until they are written.
const ROWS = 500

/** Makes every projected table equal to another database's, and returns how many rows were written or deleted. */
export async function replaceTables(
  db: Database,
  computed: Database,
  signal: AbortSignal,
  onTable: OnTable,
): Promise<number> {
  let changes = 0
  // A row refers to none of a later table: so rows are written in this order, and deleted in the other.
  for (const table of PROJECTED_TABLES) {
    for await (const part of inParts(differingRows(db, computed, table), ROWS)) {
      signal.throwIfAborted()
      const rows = part.flatMap((row) => (row.computed === null ? [] : [row.computed]))
      await putRows(db, table, rows)
      changes += rows.length
    }
    onTable({ table: table.name, changes })
  }
  for (const table of PROJECTED_TABLES.toReversed()) {
    for await (const part of inParts(differingRows(db, computed, table), ROWS)) {
      signal.throwIfAborted()
      const keys = part.map(({ key }) => key)
      await deleteRows(db, table, keys)
      changes += keys.length
    }
    onTable({ table: table.name, changes })
  }
  return changes
}
