import {
  type Database,
  type KeyedTable,
  type RowKey,
  rowsAfter,
  rowsByKeys,
  type TableRow,
} from '../../store/index.ts'

/** A row that two databases do not have alike; null where one does not have it. */
export type DifferingRow = { key: RowKey; stored: TableRow | null; computed: TableRow | null }

// A row has some kilobytes at most (a policy, a recipe, an event), so that a page of both stays below 10 MB.
const PAGE = 500

/**
 * Gives the rows of a table in which two databases differ, with memory for some pages.
 *
 * Databases differ in how they sort texts, so each is paged through by itself, and its rows are looked up in the other.
 */
export async function* differingRows(
  stored: Database,
  computed: Database,
  table: KeyedTable,
): AsyncGenerator<DifferingRow> {
  for await (const [key, row, other] of pairs(stored, computed, table)) {
    if (other === undefined || columnsThatDiffer(row, other).length > 0) {
      yield { key, stored: row, computed: other ?? null }
    }
  }
  for await (const [key, row, other] of pairs(computed, stored, table)) {
    if (other === undefined) yield { key, stored: null, computed: row }
  }
}

/** Names the columns in which two rows differ, those that only one of them has included. */
export function columnsThatDiffer(a: TableRow, b: TableRow): string[] {
  const names = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...names].filter((name) => a[name] !== b[name])
}

async function* pairs(
  db: Database,
  other: Database,
  table: KeyedTable,
): AsyncGenerator<[RowKey, TableRow, TableRow | undefined]> {
  const keyOf = (row: TableRow) => row[table.key] as RowKey
  let after: RowKey | undefined
  for (;;) {
    const page = await rowsAfter(db, table, after, PAGE)
    if (page.length === 0) return
    const found = await rowsByKeys(other, table, page.map(keyOf))
    const byKey = new Map(found.map((row) => [keyOf(row), row]))
    for (const row of page) yield [keyOf(row), row, byKey.get(keyOf(row))]
    after = keyOf(page.at(-1) as TableRow)
  }
}
