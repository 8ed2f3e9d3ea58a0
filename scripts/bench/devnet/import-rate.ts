import { createNode } from '../../../devnet/index.ts'
import { blockMessage } from '../../../devnet/neardata/block-message.ts'
import { stringifyJson } from '../../../devnet/primitives/json.ts'

/** Opens a home and gives how many of its blocks a second become neardata's texts, as an indexer imports them. */
export function importRate(home: string): number {
  const start = performance.now()
  const node = createNode({ home, blockIntervalMs: 0 })
  try {
    const { height } = node.blocks.head().header
    let read = 0
    for (let at = 0; at <= height; at++) {
      const block = node.blocks.atHeight(at)
      if (!block) throw new Error(`block ${at} is missing`)
      read += Math.sign(stringifyJson(blockMessage(block, node.validator)).length)
    }
    return Math.round(read / ((performance.now() - start) / 1_000))
  } finally {
    node.close()
  }
}
