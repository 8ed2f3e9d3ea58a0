import { z } from 'zod'
import { callView, type Rpc } from '../chain/index.ts'
import type { AccountId } from '../protocol/account-id.ts'
import type { ReadHead } from './head-check.ts'

const answer = z.object({ seq: z.number().int().nonnegative(), head: z.string() })

/** Makes a function that asks a registry for its own head over RPC. */
export function createHeadReader(rpc: Rpc, registry: AccountId): ReadHead {
  return async (signal) => {
    const { value, blockHeight } = await callView(rpc, registry, 'get_head', {}, { signal })
    return { ...answer.parse(value), block_height: blockHeight }
  }
}
