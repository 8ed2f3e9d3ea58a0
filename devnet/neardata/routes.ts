import type { Node } from '../node.ts'
import type { Json } from '../primitives/json.ts'
import { blockMessage } from './block-message.ts'

export type NeardataAnswer =
  | { kind: 'found'; body: Json }
  | { kind: 'not_found'; body: Json }
  | { kind: 'redirect'; to: string }

/** Milliseconds that a request for a block not yet made waits for it. */
const WAIT_MS = 10_000
/** Blocks ahead of the last for which it waits. Source: neardata-server, `MAX_WAIT_BLOCKS`. */
const NEAR_HEAD = 10

/** Answers what FastNEAR's neardata answers: blocks with all that came of them. */
export async function answerNeardata(
  node: Node,
  path: string,
  signal: AbortSignal,
): Promise<NeardataAnswer> {
  if (path === '/v0/last_block/final' || path === '/v0/last_block/optimistic') {
    return { kind: 'redirect', to: blockPath(node.blocks.head().header.height) }
  }
  if (path === '/v0/first_block') {
    return { kind: 'redirect', to: blockPath(node.blocks.first().header.height) }
  }
  const height = /^\/v0\/block(?:_opt)?\/(\d{1,15})$/.exec(path)?.[1]
  if (height !== undefined) return await answerBlock(node, Number(height), signal)
  return {
    kind: 'not_found',
    body: { error: `not supported by devnet: GET ${path.slice(0, 100)}` },
  }
}

function blockPath(height: number): string {
  return `/v0/block/${height}`
}

async function answerBlock(
  node: Node,
  height: number,
  signal: AbortSignal,
): Promise<NeardataAnswer> {
  const head = node.blocks.head().header.height
  if (height > head && height <= head + NEAR_HEAD) await reached(node, height, signal)
  if (height > node.blocks.head().header.height) {
    return {
      kind: 'not_found',
      body: { error: `block ${height} is not there yet`, type: 'BLOCK_DOES_NOT_EXIST' },
    }
  }
  const block = node.blocks.atHeight(height)
  return { kind: 'found', body: block ? blockMessage(block, node.validator) : null }
}

/** Waits until the chain has reached a height, a while has passed or nobody waits any more. */
function reached(node: Node, height: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', finish)
      stop()
      resolve()
    }
    const stop = node.onBlock(({ header }) => {
      if (header.height >= height) finish()
    })
    const timer = setTimeout(finish, WAIT_MS)
    timer.unref()
    signal.addEventListener('abort', finish)
  })
}
