/** What can be wrong with a database, by code, with the details that each code carries. */
export type StoreErrorDetails = {
  /** There is no such file, and reading does not make one. */
  STORE_MISSING: { database: string }
  /** The file is no SQLite database, or a damaged one. */
  STORE_CORRUPT: { database: string }
  /** A SQLite database, but of another program. */
  STORE_FOREIGN: { database: string; tables: string[] }
  /** Written by a later version of Countersign. */
  STORE_NEWER: { database: string; version: number; known: number }
  /** Written by an earlier version of Countersign, and only a writer migrates. */
  STORE_OLDER: { database: string; version: number; known: number }
  /** Another process has it open for writing. */
  STORE_LOCKED: { database: string; pid: number | null }
  /** The operating system does not let us at the file. */
  STORE_UNREADABLE: { database: string }
}

export type StoreErrorCode = keyof StoreErrorDetails

/** Says why a database cannot be used; none of these changes it. */
export class StoreError<C extends StoreErrorCode = StoreErrorCode> extends Error {
  override readonly name = 'StoreError'
  readonly code: C
  readonly details: StoreErrorDetails[C]

  constructor(code: C, message: string, details: StoreErrorDetails[C], options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.details = details
  }
}
