import pg from 'pg'
import { StoreError } from '../errors.ts'

/** What a URL says, as far as people may see it. */
export type Address = {
  url: string
  /** Where the database is, without credentials. */
  name: string
  user: string
}

/** Reads the URL of a database as node-postgres does; the environment (PGHOST and the like) fills in what it leaves out. */
export function readAddress(url: string): Address {
  try {
    const { host, port, database, user } = new pg.Client({ connectionString: url })
    const name = host.startsWith('/')
      ? `postgres:///${database}?host=${host}`
      : `postgres://${host}:${port}/${database}`
    return { url, name, user: user ?? '' }
  } catch {
    // The cause holds the URL, and the URL may hold a password.
    throw new StoreError(
      'STORE_BAD_ADDRESS',
      'The URL of the database cannot be understood. It should look like postgres://user:password@host:5432/name.',
      { database: 'postgres://' },
    )
  }
}
