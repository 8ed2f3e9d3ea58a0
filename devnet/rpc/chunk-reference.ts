import type { Block } from '../chain/types.ts'
import type { Node } from '../node.ts'
import { findBlock } from './block-reference.ts'
import type { Fields, Params } from './params.ts'
import { isFields, itemsOf, readHash, readInteger } from './params.ts'
import { handlerError } from './rpc-error.ts'

/** Finds the block whose only chunk a request is about: by the chunk's hash, or by block and shard. */
export function findChunk(node: Node, params: Params): Block {
  const fields = namedChunk(params)
  return fields.chunk_id === undefined ? findOfBlock(node, fields) : findByHash(node, fields)
}

function namedChunk(params: Params): Fields {
  const items = itemsOf(params)
  if (items?.length === 2) return { block_id: items[0], shard_id: items[1] }
  return isFields(params) ? params : { chunk_id: items?.[0] }
}

function findOfBlock(node: Node, fields: Fields): Block {
  const shardId = readInteger(fields, 'shard_id')
  const found = findBlock(node, { block_id: fields.block_id })
  if (shardId === 0) return found
  const data = `Shard id ${shardId} does not exist`
  throw handlerError('INVALID_SHARD_ID', { shard_id: shardId }, data)
}

function findByHash({ blocks }: Node, fields: Fields): Block {
  const hash = readHash(fields, 'chunk_id')
  const found = blocks.byChunkHash(hash)
  if (found) return found
  const data = `Chunk Missing (unavailable on the node): ChunkHash(\`${hash}\`) \n Cause: Unknown`
  throw handlerError('UNKNOWN_CHUNK', { chunk_hash: hash }, data)
}
