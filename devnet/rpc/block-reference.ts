import type { Block } from '../chain/types.ts'
import type { Node } from '../node.ts'
import { decodeHash } from '../primitives/hash.ts'
import type { JsonObject } from '../primitives/json.ts'
import type { Params } from './params.ts'
import { isFields, itemsOf } from './params.ts'
import { handlerError, parseError } from './rpc-error.ts'

const FINALITIES: readonly unknown[] = ['optimistic', 'near-final', 'final']
const CHECKPOINTS: readonly unknown[] = ['genesis', 'earliest_available']

/** Finds the block that a request is about: by height, hash, finality (all the same here) or sync checkpoint. */
export function findBlock({ blocks }: Node, params: Params): Block {
  const [positional] = itemsOf(params) ?? []
  const fields = isFields(params) ? params : { block_id: positional }
  if (fields.block_id !== undefined && fields.block_id !== null) {
    return findById(blocks, fields.block_id)
  }
  if (FINALITIES.includes(fields.finality)) return blocks.head()
  if (CHECKPOINTS.includes(fields.sync_checkpoint)) return blocks.first()
  throw parseError('Failed parsing args: missing field `block_id`, `finality` or `sync_checkpoint`')
}

/** Finds a block as `findBlock`, or the last where nothing is said. */
export function findBlockOrHead(node: Node, params: Params): Block {
  const [positional] = itemsOf(params) ?? []
  const named = isFields(params) ? params.block_id : undefined
  const id = positional ?? named
  return id === undefined || id === null ? node.blocks.head() : findById(node.blocks, id)
}

function findById(blocks: Node['blocks'], id: unknown): Block {
  if (typeof id === 'number' && Number.isSafeInteger(id) && id >= 0) {
    const block = blocks.atHeight(id)
    if (block) return block
    throw unknownBlock({ block_id: id }, `BLOCK HEIGHT: ${id}`)
  }
  if (typeof id !== 'string' || !isHash(id)) {
    throw parseError('Failed parsing args: `block_id` is neither a height nor a hash in base58')
  }
  const block = blocks.byHash(id)
  if (block) return block
  throw unknownBlock({ block_id: id }, `BLOCK HEADER: ${id}`)
}

function isHash(text: string): boolean {
  try {
    decodeHash(text)
    return true
  } catch {
    return false
  }
}

/** Source of the text: nearcore `process_query_response`, `RpcBlockError`. */
function unknownBlock(reference: JsonObject, what: string): Error {
  const data = `DB Not Found Error: ${what} \n Cause: Unknown`
  return handlerError('UNKNOWN_BLOCK', { block_reference: reference }, data)
}
