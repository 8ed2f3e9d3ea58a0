import type { BlockStore } from './block-store.ts'
import type { Block, BlockHeader } from './types.ts'

/** A final block and the two after it, all of one epoch and of heights that follow each other: what a light client is shown. */
export type FinalBlock = { block: Block; next: Block; afterNext: Block }

type Found = FinalBlock | 'nothing newer' | { unknown: string }

/**
 * Finds the block that takes a light client furthest from the last it knows: the last final one if the chain is in the same
 * epoch or the next, else the last final one of the next epoch. Source: nearcore `GetNextLightClientBlock`
 * (`chain/client/src/view_client_actor.rs`).
 */
export function nextLightClientBlock(blocks: BlockStore, last: Block): Found {
  const head = blocks.head().header
  const { epochId, nextEpochId, height } = last.header
  if (epochId !== head.epochId && nextEpochId !== head.epochId) {
    return finalBlock(blocks, lastOfNextEpoch(blocks, last.header))
  }
  const found = finalBlock(blocks, head)
  return 'block' in found && found.block.header.height <= height ? 'nothing newer' : found
}

/**
 * Finds the last block that is final as seen from a header, stepping back if the two after it are of another epoch. Source:
 * nearcore `Chain::create_light_client_block`.
 */
function finalBlock(
  blocks: BlockStore,
  { lastFinalHash }: BlockHeader,
): FinalBlock | { unknown: string } {
  const final = blocks.byHash(lastFinalHash)
  if (!final) return { unknown: lastFinalHash }
  const [next, afterNext] = [1, 2].map((offset) => blocks.atHeight(final.header.height + offset))
  if (!next || !afterNext) throw new Error(`block ${lastFinalHash} is final without two after it`)
  const { epochId } = final.header
  if (afterNext.header.epochId === epochId) return { block: final, next, afterNext }
  return finalBlock(blocks, (next.header.epochId === epochId ? next : final).header)
}

/** Finds the last header of the epoch after a block's own; the chain must be past it. */
function lastOfNextEpoch(
  blocks: BlockStore,
  { epochId, nextEpochId, epochHeight }: BlockHeader,
): BlockHeader {
  // Genesis names its own epoch as the next.
  const wanted = nextEpochId === epochId ? epochHeight : epochHeight + 1
  let inside = 1
  let past = blocks.head().header.ordinal
  while (past - inside > 1) {
    const middle = Math.floor((inside + past) / 2)
    const block = blocks.atOrdinal(middle)
    if (block && block.header.epochHeight > wanted) past = middle
    else inside = middle
  }
  return (blocks.atOrdinal(inside) ?? blocks.first()).header
}
