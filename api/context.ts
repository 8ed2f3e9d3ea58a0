import type { ServerResponse } from 'node:http'
import { createRows, type Rows } from './rows.ts'
import type { Services } from './services.ts'
import type { Turn } from './turn.ts'

/** What resolvers work with. */
export type ApiContext = Services & {
  rows: Rows
  /** The connection, of a request that came over node:http. */
  res?: ServerResponse
  turn: Turn
}

/** Makes the context of one request. */
export function createContext(services: Services): ApiContext {
  const turn = { over: false }
  return { ...services, turn, rows: createRows(services.mirror, turn) }
}
