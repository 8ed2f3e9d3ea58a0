import { isChainError, type Rpc, viewBlock, viewStatus } from '../../chain/index.ts'
import { viewHead } from '../registry-head.ts'
import type { AskRegistry } from './compare-chain.ts'

/** Makes what asks nodes about a registry over RPC. */
export function createAskRegistry(rpc: Rpc): AskRegistry {
  return {
    chainId: async () => (await viewStatus(rpc)).chain_id,
    block: (height) =>
      ifKnown(async () => {
        const { header } = await viewBlock(rpc, { at: { block_id: height } })
        return { hash: header.hash, timestamp: header.timestamp_nanosec }
      }),
    head: (registry, height) =>
      ifKnown(() =>
        viewHead(rpc, registry, height === undefined ? {} : { at: { block_id: height } }),
      ),
  }
}

/** Returns undefined for a block that the node does not have: it was skipped, or is too long ago or yet to come. */
async function ifKnown<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (isChainError(error, 'UNKNOWN_BLOCK')) return undefined
    throw error
  }
}
