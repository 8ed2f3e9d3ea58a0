import { hostname } from 'node:os'
import type { ClientConfig } from 'pg'
import type { Address } from './address.ts'
import { numberTypes } from './number-types.ts'

// A server that answers at all answers sooner; a wrong address should not look like a slow one for long.
const CONNECT_TIMEOUT_MS = 10_000
// PostgreSQL cuts longer names off.
const NAME_BYTES = 63

/** Returns how to connect; the session names its program and process, so that others can say who holds the lease. */
export function clientConfig({ url }: Address): ClientConfig {
  return {
    connectionString: url,
    application_name: `countersign ${process.pid}@${hostname()}`.slice(0, NAME_BYTES),
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    types: numberTypes,
  }
}

/** Makes every transaction see one state of the database, as on SQLite; there is no second writer to come into conflict with. */
export const SNAPSHOTS = `set default_transaction_isolation = 'repeatable read'`
