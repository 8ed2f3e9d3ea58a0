import type { RawBuilder } from 'kysely'

/** Column types that databases call by different names. */
export type ColumnTypes = {
  /** A whole number beyond 2^32 that is the table's own key: SQLite stores rows by it only if it is called `integer`. */
  rowKey: 'integer' | 'bigint'
  /** Text that is compared byte by byte, so that pages and prefixes are the same everywhere. */
  text: 'text' | RawBuilder<unknown>
  /** What a table of small rows ends with to be stored in the order of its key, once; null where there is no such thing. */
  storedByKey: RawBuilder<unknown> | null
}
