import { StoreError } from '../errors.ts'
import type { Address } from './address.ts'

// Codes of the system, and of PostgreSQL (appendix A of its manual): starting up, too many connections, a database
// that takes none for now.
const UNREACHABLE =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOENT|EACCES|57P03|53300|55000)$/
// Connection exceptions; shut down by the administrator, by a crash, or for being idle; a socket that broke.
const LOST = /^(08...|57P01|57P02|57P05|ECONNRESET|EPIPE)$/
// Wrong password, no such user or way in, no right to a table or schema.
const REFUSED = /^(28P01|28000|42501)$/
const NO_DATABASE = '3D000'

/** Returns the StoreError for what happened while connecting; anything else as it is. */
export function explainConnecting(error: unknown, { name, user }: Address): unknown {
  if (!(error instanceof Error) || error instanceof StoreError) return error
  const code = codeOf(error)
  const database = name
  if (REFUSED.test(code) || error.message.startsWith('SASL')) {
    return new StoreError(
      'STORE_REFUSED',
      `${name} refuses the user \`${user}\` (${error.message}). Check the user and password in the URL, and the server's pg_hba.conf.`,
      { database, user },
      { cause: error },
    )
  }
  if (code === NO_DATABASE) {
    return new StoreError(
      'STORE_NO_DATABASE',
      `${name} does not exist on that server. Make it with createdb, or check the name.`,
      { database },
      { cause: error },
    )
  }
  // While connecting node-postgres has errors without a code only for a server that goes away or takes too long.
  if (UNREACHABLE.test(code) || LOST.test(code) || code === '') {
    return new StoreError(
      'STORE_UNREACHABLE',
      `${name} cannot be reached (${error.message || code}). Check that the server runs there and takes connections.`,
      { database },
      { cause: error },
    )
  }
  return error
}

/** Returns the StoreError for what happened in a query, `lost` if its connection has ended; anything else as it is. */
export function explainQuery(error: unknown, { name, user }: Address, lost: boolean): unknown {
  if (!(error instanceof Error) || error instanceof StoreError) return error
  const code = codeOf(error)
  if (lost || LOST.test(code)) return connectionLost(name, error)
  if (REFUSED.test(code)) {
    return new StoreError(
      'STORE_REFUSED',
      `${name} does not let the user \`${user}\` do this (${error.message}). A reader needs SELECT on the tables; the indexer must own them.`,
      { database: name, user },
      { cause: error },
    )
  }
  return error
}

export function connectionLost(name: string, cause?: unknown): StoreError<'STORE_CONNECTION_LOST'> {
  return new StoreError(
    'STORE_CONNECTION_LOST',
    `The connection to ${name} was lost. What was being written was not; open the database again to go on.`,
    { database: name },
    { cause },
  )
}

/** Several addresses of one host fail together, each with a code of its own. */
function codeOf(error: Error): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0])
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}
