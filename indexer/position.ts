import { decodeBase58, encodeBase58 } from '../protocol/base58.ts'
import { type ChainHead, emptyChain } from '../protocol/hash-chain.ts'
import type { Cursor } from '../store/index.ts'
import type { Block } from './block.ts'
import { IndexerError } from './errors.ts'

/** Up to where the indexer has come. */
export type Position = {
  /** The last block; null before the first. */
  block: Pick<Block, 'height' | 'hash' | 'timestamp'> | null
  chain: ChainHead
}

/** What the database is about. */
export type Subject = { network: string; registry: string }

/** Returns where a database ends; throws if it is about another network or registry. */
export function positionOf(cursor: Cursor | undefined, asked: Subject): Position {
  if (cursor === undefined) return { block: null, chain: emptyChain() }
  const { network, registry, height, block_hash, timestamp, seq, head } = cursor
  if (network !== asked.network) {
    throw new IndexerError(
      'WRONG_NETWORK',
      `The database is about the network ${network}, not ${asked.network}. Give each network a database of its own.`,
      { expected: asked.network, found: network },
    )
  }
  if (registry !== asked.registry) {
    throw new IndexerError(
      'WRONG_REGISTRY',
      `The database is about the registry ${registry}, not ${asked.registry}. Give each registry a database of its own.`,
      { expected: asked.registry, found: registry },
    )
  }
  const chain = { seq, head: decodeBase58(head, 32, 'cursor.head') }
  return { block: { height, hash: block_hash, timestamp }, chain }
}

/** Returns the cursor of a position; only a position with a block has one. */
export function cursorOf(
  { network, registry }: Subject,
  block: NonNullable<Position['block']>,
  chain: ChainHead,
): Omit<Cursor, 'data_version'> {
  return {
    network,
    registry,
    height: block.height,
    block_hash: block.hash,
    timestamp: block.timestamp,
    seq: chain.seq,
    head: encodeBase58(chain.head),
  }
}
