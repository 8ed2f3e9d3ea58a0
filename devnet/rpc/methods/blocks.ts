import type { Node } from '../../node.ts'
import type { Json } from '../../primitives/json.ts'
import { GAS_PRICE } from '../../runtime/parameters.ts'
import { blockView } from '../../views/block-view.ts'
import { chunkView } from '../../views/chunk-view.ts'
import { findBlock, findBlockOrHead } from '../block-reference.ts'
import type { Params } from '../params.ts'
import { isFields, itemsOf, readHash, readInteger } from '../params.ts'
import { handlerError } from '../rpc-error.ts'

export function block(node: Node, params: Params): Json {
  return blockView(findBlock(node, params), node.validator)
}

/** Answers `chunk`: by its hash, or by block and shard. */
export function chunk(node: Node, params: Params): Json {
  const [positional] = itemsOf(params) ?? []
  const fields = isFields(params) ? params : { chunk_id: positional }
  if (typeof fields.chunk_id === 'string') {
    const hash = readHash(fields, 'chunk_id')
    const found = node.blocks.byChunkHash(hash)
    if (found) return chunkView(found, node.validator)
    throw handlerError('UNKNOWN_CHUNK', { chunk_hash: hash }, `Chunk ${hash} not found`)
  }
  const shardId = readInteger(fields, 'shard_id')
  const found = findBlock(node, { block_id: fields.block_id })
  if (shardId === 0) return chunkView(found, node.validator)
  throw handlerError(
    'INVALID_SHARD_ID',
    { shard_id: shardId },
    `Shard id ${shardId} does not exist: devnet has shard 0 alone`,
  )
}

export function gasPrice(node: Node, params: Params): Json {
  findBlockOrHead(node, params)
  return { gas_price: GAS_PRICE.toString() }
}
