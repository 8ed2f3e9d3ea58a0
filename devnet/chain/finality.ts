import { ZERO_HASH } from '../primitives/hash.ts'
import type { BlockHeader } from './types.ts'

/** Blocks of an epoch. Source: nearcore's local networks, 5 minutes of 600 ms blocks. */
export const EPOCH_BLOCKS = 500

/**
 * Gives what is final for light clients before a block at `height`: the block two before it if the three heights follow each
 * other. Source: nearcore `BlockHeader::last_final_block_for_height` and `Block::produce`.
 */
export function finalityAt(
  previous: BlockHeader,
  height: number,
): Pick<BlockHeader, 'lastFinalHash' | 'lastFinalHeight' | 'lastDsFinalHash'> {
  const follows = height === previous.height + 1
  const final = follows && previous.lastDsFinalHash === previous.prevHash
  return {
    lastFinalHash: final ? previous.prevHash : previous.lastFinalHash,
    lastFinalHeight: final ? (previous.prevHeight ?? 0) : previous.lastFinalHeight,
    lastDsFinalHash: follows ? previous.hash : previous.lastDsFinalHash,
  }
}

type EpochFields = Pick<BlockHeader, 'epochId' | 'nextEpochId' | 'epochHeight' | 'epochStart'>

/**
 * Gives the epoch of the block after `previous`. An epoch ends once a block near its end is final, so each has a final block
 * with two more after it, whatever heights are skipped; its id is the hash of the last block two epochs before. Source: nearcore
 * `EpochManager::is_next_block_in_next_epoch`, `get_next_epoch_id`.
 */
export function epochAfter(previous: BlockHeader, height: number): EpochFields {
  const { epochId, nextEpochId, epochHeight, epochStart } = previous
  if (previous.prevHeight === null) {
    return { epochId, nextEpochId: previous.hash, epochHeight, epochStart: height }
  }
  if (previous.lastFinalHeight + 3 < epochStart + EPOCH_BLOCKS) {
    return { epochId, nextEpochId, epochHeight, epochStart }
  }
  return {
    epochId: nextEpochId,
    nextEpochId: previous.hash,
    epochHeight: epochHeight + 1,
    epochStart: height,
  }
}

/** What genesis says: nothing is final before it, and its epoch has no name. */
export const GENESIS_FINALITY = {
  lastFinalHash: ZERO_HASH,
  lastFinalHeight: 0,
  lastDsFinalHash: ZERO_HASH,
} as const
