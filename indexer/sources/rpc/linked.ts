import type { Block } from '../../block.ts'

/**
 * Gives the blocks of a walk, and those between them that a node did not find by their height: each names the one before it.
 *
 * `from` is the first height that is wanted, `byHash` gives a block that must exist.
 */
export async function* linked(
  blocks: AsyncIterable<Block>,
  from: number,
  byHash: (hash: string, height: number) => Promise<Block>,
): AsyncGenerator<Block> {
  let last: Pick<Block, 'height' | 'hash'> = { height: from - 1, hash: '' }
  for await (const block of blocks) {
    const missed: Block[] = []
    let first = block
    // A height above the last one's own that nothing was found at may have been skipped, or not.
    while (first.height > last.height + 1 && first.prevHash !== last.hash) {
      first = await byHash(first.prevHash, first.height - 1)
      if (first.height <= last.height) break
      missed.unshift(first)
    }
    yield* missed
    yield block
    last = block
  }
}
