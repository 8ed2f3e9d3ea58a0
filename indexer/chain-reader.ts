import { isChainError, type Rpc, viewBlock, viewStatus } from '../chain/index.ts'
import type { ReadChain } from './chain-check.ts'

/** Makes a function that asks over RPC which chain a node is of, and which block it has at a height. */
export function createChainReader(rpc: Rpc): ReadChain {
  return async (height, signal) => {
    const { chain_id: chainId } = await viewStatus(rpc, { signal })
    return { chainId, hash: height === null ? null : await hashAt(rpc, height, signal) }
  }
}

async function hashAt(rpc: Rpc, height: number, signal: AbortSignal): Promise<string | null> {
  try {
    return (await viewBlock(rpc, { at: { block_id: height }, signal })).header.hash
  } catch (error) {
    // Nodes keep some five epochs, and one that is behind does not have it yet.
    if (isChainError(error, 'UNKNOWN_BLOCK')) return null
    throw error
  }
}
