import type { RawBuilder } from 'kysely'

/** Column types that databases call by different names. */
export type ColumnTypes = {
  /** A whole number beyond 2^32 that is the table's own key: SQLite stores rows by it only if it is called `integer`. */
  rowKey: 'integer' | 'bigint'
  /** Text that is compared byte by byte, so that pages and prefixes are the same everywhere. */
  text: 'text' | RawBuilder<unknown>
}
