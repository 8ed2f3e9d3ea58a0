import type { PostgresPool } from 'kysely'
import type { Client } from 'pg'
import type { Address } from './address.ts'
import { connectionLost } from './explain.ts'
import { explainedClient } from './explained-client.ts'

/**
 * Makes a pool of the one connection that holds the writer's lease. Who asks for it waits for its turn.
 *
 * A lost connection is never replaced: with it the lease is gone, and another writer may have gone on from where this one was.
 */
export function createWritingPool(client: Client, address: Address): PostgresPool {
  let lost: Error | null = null
  let ended = false
  client.on('error', (error) => {
    lost ??= error
  })
  client.on('end', () => {
    lost ??= new Error('the connection has ended')
  })
  const end = async () => {
    if (ended) return
    ended = true
    await client.end()
  }

  let turn: Promise<void> = Promise.resolve()
  return {
    options: {},
    async connect() {
      const { promise: done, resolve: release } = Promise.withResolvers<void>()
      const before = turn
      turn = done
      await before
      if (lost !== null) {
        release()
        throw connectionLost(address.name, lost)
      }
      const isLost = () => lost !== null
      return explainedClient(client, address, isLost, (destroy) => {
        // What is left of a transaction that could not be taken back must not be written with the next.
        if (destroy === true) lost ??= new Error('a transaction could not be taken back')
        release()
      })
    },
    end,
  }
}
