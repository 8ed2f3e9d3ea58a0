import type { Block } from './block.ts'
import { IndexerError } from './errors.ts'
import type { Position } from './position.ts'

// Servers of final blocks are some seconds apart; 100 blocks are a minute.
const TOLERATED_BLOCKS = 100

/**
 * Tells whether a block is the next one (true) or the last one once more (false); throws an IndexerError if it is neither.
 *
 * A resumed indexer asks for its last block again, to see that it is still on the same chain.
 */
export function isNext(last: Position['block'], block: Block): boolean {
  if (last === null) return true
  const again = block.height === last.height
  const found = again ? block.hash : block.prevHash
  if (found === last.hash && block.height >= last.height) return !again
  const said = again
    ? `the source now gives block ${block.height} with hash ${found}`
    : `the source's block ${block.height} names ${found} as the block before it`
  throw new IndexerError(
    'FORK',
    `Block ${last.height} had hash ${last.hash}, but ${said}. Final blocks do not change, so this is another chain or a broken source: use another source, or another database for another chain.`,
    { height: block.height, previousHeight: last.height, expected: last.hash, found },
  )
}

/** Throws an IndexerError if a source ends so far before the database that it is of another chain, or stuck. */
export function checkNotBehind(last: Position['block'], finalHeight: number): void {
  if (last === null || finalHeight + TOLERATED_BLOCKS >= last.height) return
  throw new IndexerError(
    'SOURCE_BEHIND',
    `The database goes to block ${last.height}, but the source ends at block ${finalHeight}: it is of another chain, or far behind. Use another source, or another database for another chain.`,
    { indexedHeight: last.height, finalHeight },
  )
}
