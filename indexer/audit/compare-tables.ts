import { countRows, type Database, type KeyedTable, PROJECTED_TABLES } from '../../store/index.ts'
import { columnsThatDiffer, differingRows } from './differing-rows.ts'
import type { Findings } from './findings.ts'

/** How many rows each table has. */
export type RowCounts = Record<(typeof PROJECTED_TABLES)[number]['name'], number>

/** Compares every projected table with what the events lead to, and tells of every row and column that differs. */
export async function compareTables(
  stored: Database,
  computed: Database,
  findings: Findings,
): Promise<void> {
  for (const table of PROJECTED_TABLES) await compareTable(stored, computed, table, findings)
}

async function compareTable(
  stored: Database,
  computed: Database,
  table: KeyedTable,
  findings: Findings,
): Promise<void> {
  for await (const { key, ...row } of differingRows(stored, computed, table)) {
    const finding = { table: table.name, key }
    if (row.stored === null || row.computed === null) {
      findings.add({ ...finding, column: null, ...row })
      continue
    }
    for (const column of columnsThatDiffer(row.stored, row.computed)) {
      const values = { stored: row.stored[column] ?? null, computed: row.computed[column] ?? null }
      findings.add({ ...finding, column, ...values })
    }
  }
}

export async function countTables(db: Database): Promise<RowCounts> {
  const counts: [string, number][] = []
  for (const { name } of PROJECTED_TABLES) counts.push([name, await countRows(db, name)])
  return Object.fromEntries(counts) as RowCounts
}
