import type { Block } from './block.ts'
import { IndexerError } from './errors.ts'

/** What another witness says of the chain: its id, and the hash of its block at a height; null if it has none there. */
export type ChainSaid = { chainId: string; hash: string | null }

/** Asks another witness than the source of blocks; should answer or fail within some seconds. */
export type ReadChain = (height: number | null, signal: AbortSignal) => Promise<ChainSaid>

/** Throws an IndexerError if another witness is of another chain than the network asked for, or than the last block. */
export function checkChain(
  network: string,
  block: Pick<Block, 'height' | 'hash'> | null,
  said: ChainSaid,
): void {
  if (said.chainId !== network) {
    throw new IndexerError(
      'WRONG_NETWORK',
      `The RPC node is of the chain ${said.chainId}, not ${network}. Use a node of ${network}, or name the network that is meant.`,
      { expected: network, found: said.chainId },
    )
  }
  if (block === null || said.hash === null || said.hash === block.hash) return
  throw new IndexerError(
    'FORK',
    `The source of blocks gave block ${block.height} with hash ${block.hash}, but the RPC node has ${said.hash} there. One of them is of another chain, or not to be believed: use another source and a new database, or another node.`,
    { height: block.height, previousHeight: block.height, expected: said.hash, found: block.hash },
  )
}
