/** What can be wrong with a database, by code, with the details that each code carries. `database` never holds credentials. */
export type StoreErrorDetails = {
  /** There is no such file, or no table in the database yet, and reading does not make any. */
  STORE_MISSING: { database: string }
  /** The file is no SQLite database, or a damaged one. */
  STORE_CORRUPT: { database: string }
  /** A database of another program. */
  STORE_FOREIGN: { database: string; tables: string[] }
  /** Written by a later version of Countersign. */
  STORE_NEWER: { database: string; version: number; known: number }
  /** Written by an earlier version of Countersign, and only a writer migrates. */
  STORE_OLDER: { database: string; version: number; known: number }
  /** Another process has it open for writing; `pid` is that of its server's process on PostgreSQL. */
  STORE_LOCKED: {
    database: string
    pid: number | null
    /** What the other one calls itself; null where only the number is known. */
    holder: string | null
    /** When it connected, ISO 8601; null if unknown. */
    since: string | null
  }
  /** The operating system does not let us at the file. */
  STORE_UNREADABLE: { database: string }
  /** The address of the database cannot be understood. */
  STORE_BAD_ADDRESS: { database: string }
  /** No server answers at the address. */
  STORE_UNREACHABLE: { database: string }
  /** The server knows the user not, or the password is another, or it lacks a right. */
  STORE_REFUSED: { database: string; user: string }
  /** The server has no database of the name. */
  STORE_NO_DATABASE: { database: string }
  /** The connection ended while it was in use; a writer has lost the right to write with it. */
  STORE_CONNECTION_LOST: { database: string }
}

export type StoreErrorCode = keyof StoreErrorDetails

/** Whether opening it again later may go well without anybody changing the address, the rights or the program. */
const RETRYABLE: Record<StoreErrorCode, boolean> = {
  STORE_MISSING: true,
  STORE_CORRUPT: false,
  STORE_FOREIGN: false,
  STORE_NEWER: false,
  STORE_OLDER: true,
  STORE_LOCKED: true,
  STORE_UNREADABLE: false,
  STORE_BAD_ADDRESS: false,
  STORE_UNREACHABLE: true,
  STORE_REFUSED: false,
  STORE_NO_DATABASE: false,
  STORE_CONNECTION_LOST: true,
}

/** Says why a database cannot be used; none of these changes it. */
export class StoreError<C extends StoreErrorCode = StoreErrorCode> extends Error {
  override readonly name = 'StoreError'
  readonly code: C
  readonly details: StoreErrorDetails[C]
  readonly retryable: boolean

  constructor(code: C, message: string, details: StoreErrorDetails[C], options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.details = details
    this.retryable = RETRYABLE[code]
  }
}
