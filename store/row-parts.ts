// 14 columns at most, so 1,400 parameters: far below SQLite's 32,766 and PostgreSQL's 65,535.
const ROWS_PER_INSERT = 100

/** Splits rows into as many as one INSERT takes. */
export function rowParts<T>(rows: readonly T[] = []): T[][] {
  const count = Math.ceil(rows.length / ROWS_PER_INSERT)
  return Array.from({ length: count }, (_, i) =>
    rows.slice(i * ROWS_PER_INSERT, (i + 1) * ROWS_PER_INSERT),
  )
}
