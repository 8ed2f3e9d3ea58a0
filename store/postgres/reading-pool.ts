import type { PostgresPool } from 'kysely'
import pg from 'pg'
import type { Address } from './address.ts'
import { clientConfig, SNAPSHOTS } from './client-config.ts'
import { explainConnecting } from './explain.ts'
import { explainedClient } from './explained-client.ts'

const READ_ONLY = 'set default_transaction_read_only = on'

/** Makes a pool of connections that can only read. A lost one fails its query, and the next query gets a new one. */
export function createReadingPool(address: Address, connections: number): PostgresPool {
  const lost = new WeakSet<object>()
  const prepared = new WeakSet<object>()
  const pool = new pg.Pool({ ...clientConfig(address), max: connections })
  // The pool itself replaces an idle connection that has ended.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => lost.add(client)))

  /** Takes a connection that can only read. */
  const take = async () => {
    const client = await pool.connect()
    if (prepared.has(client)) return client
    try {
      await client.query(`${READ_ONLY}; ${SNAPSHOTS}`)
    } catch (error) {
      client.release(true)
      throw error
    }
    prepared.add(client)
    return client
  }

  return {
    options: {},
    async connect() {
      const client = await take().catch((error: unknown) => {
        throw explainConnecting(error, address)
      })
      const isLost = () => lost.has(client)
      return explainedClient(client, address, isLost, (destroy) => client.release(destroy))
    },
    end: () => pool.end(),
  }
}
