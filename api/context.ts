import type { ServerResponse } from 'node:http'
import { startTurn, type Turn } from './limits/turn.ts'
import { type Rows, rowsOf } from './mirror/rows.ts'
import type { Services } from './services.ts'

/** What resolvers work with. */
export type ApiContext = Services & {
  /** Look-ups of this request; made when the first row is wanted, as most requests want none. */
  rows: () => Rows
  /** The connection, of a request that came over node:http. */
  res?: ServerResponse
  turn: Turn
}

/** Makes the context of one request. */
export function createContext(services: Services): ApiContext {
  const turn = startTurn()
  return {
    ...services,
    // What is read from NEAR is told to the turn, wherever a resolver reads it.
    deployedCode: (accountId) => services.deployedCode(accountId, turn),
    fullAccessKeys: (accountId) => services.fullAccessKeys(accountId, turn),
    chainHeight: () => services.chainHeight(turn),
    turn,
    rows: rowsOf(services.mirror, turn),
  }
}
