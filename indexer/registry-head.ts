import { z } from 'zod'
import { type BlockReference, ChainError, callView, type Rpc } from '../chain/index.ts'
import type { AccountId } from '../protocol/account-id.ts'
import type { ReadHead } from './head-check.ts'

const answer = z.object({ seq: z.number().int().nonnegative(), head: z.string() })

/** Makes a function that asks a registry for its own head over RPC. */
export function createHeadReader(rpc: Rpc, registry: AccountId): ReadHead {
  return async (signal) => {
    const { blockHeight, ...head } = await viewHead(rpc, registry, { signal })
    return { ...head, block_height: blockHeight }
  }
}

/** Asks a registry for its own head, and as of which block that is. */
export async function viewHead(
  rpc: Rpc,
  registry: AccountId,
  options: { signal?: AbortSignal; at?: BlockReference } = {},
): Promise<{ seq: number; head: string; blockHeight: number }> {
  const { value, blockHeight } = await callView(rpc, registry, 'get_head', {}, options)
  const parsed = answer.safeParse(value)
  if (!parsed.success) {
    throw new ChainError(
      'BAD_ANSWER',
      `\`get_head\` of ${registry} does not answer as a registry does.`,
      {
        cause: parsed.error,
      },
    )
  }
  return { ...parsed.data, blockHeight }
}
