import type { Node } from '../node.ts'
import type { Json } from '../primitives/json.ts'
import type { BlockMessage } from './block-message.ts'
import { blockMessage } from './block-message.ts'
import { reached } from './reached.ts'
import type { Part } from './routes.ts'
import { readRoute } from './routes.ts'

export type NeardataAnswer =
  | { kind: 'found'; body: Json }
  | { kind: 'refused'; status: 400 | 404; body: Json }
  | { kind: 'redirect'; to: string }

/** Blocks ahead of the last for which a request waits. Source: neardata-server, `MAX_WAIT_BLOCKS`. */
const NEAR_HEAD = 10
/** Source: neardata-server, `MAX_BLOCK_HEIGHT`. */
const MAX_HEIGHT = 1e15

/** Answers what FastNEAR's neardata answers: blocks with all that came of them. */
export async function answerNeardata(
  node: Node,
  path: string,
  {
    behind,
    signal,
  }: {
    /** How many heights the server that answers is behind the chain. */
    behind: number
    signal: AbortSignal
  },
): Promise<NeardataAnswer> {
  const route = readRoute(path)
  const first = node.blocks.first().header.height
  const head = (): number => heightBehind(node, behind)
  switch (route.to) {
    case 'first':
      return redirect(first)
    case 'last':
      return redirect(head())
    case 'bad_height':
      return { kind: 'refused', status: 400, body: 'Invalid argument' }
    case 'unknown':
      return refused({ error: `not supported by devnet: GET ${path.slice(0, 100)}` })
    case 'block':
      return await answerBlock(node, route, { first, head, signal })
  }
}

async function answerBlock(
  node: Node,
  { height, part }: { height: number; part: Part },
  { first, head, signal }: { first: number; head: () => number; signal: AbortSignal },
): Promise<NeardataAnswer> {
  if (height > MAX_HEIGHT) return missing('BLOCK_HEIGHT_TOO_HIGH', 'The height is too high')
  if (height < first) return missing('BLOCK_HEIGHT_TOO_LOW', 'The height is before genesis')
  if (height > head() && height <= head() + NEAR_HEAD) await reached(node, height, signal)
  if (height > head()) return missing('BLOCK_DOES_NOT_EXIST', `Block ${height} is not there yet`)
  return { kind: 'found', body: partAt(node, height, part) }
}

/** Gives a piece of a block; null for a skipped height and for a shard that is not there. */
function partAt(node: Node, height: number, part: Part): Json {
  const block = node.blocks.atHeight(height)
  if (!block) return null
  const message = blockMessage(block, node.validator)
  switch (part.piece) {
    case 'all':
      return message
    case 'headers':
      return message.block
    case 'shard':
      return shardOf(message, part.shardId) ?? null
    case 'chunk':
      return shardOf(message, part.shardId)?.chunk ?? null
  }
}

function shardOf({ shards }: BlockMessage, shardId: number): BlockMessage['shards'][0] | undefined {
  return shards.find(({ shard_id }) => shard_id === shardId)
}

/** The height of the block that was the last one so many heights ago. */
function heightBehind({ blocks }: Node, behind: number): number {
  const newest = blocks.head().header.height - behind
  let { header } = blocks.head()
  while (header.height > newest) {
    const before = blocks.byHash(header.prevHash)
    if (!before) break
    header = before.header
  }
  return header.height
}

function redirect(height: number): NeardataAnswer {
  return { kind: 'redirect', to: `/v0/block/${height}` }
}

function missing(type: string, error: string): NeardataAnswer {
  return refused({ error, type })
}

function refused(body: Json): NeardataAnswer {
  return { kind: 'refused', status: 404, body }
}
