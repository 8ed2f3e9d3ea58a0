import type { Block } from '../chain/types.ts'
import type { Node } from '../node.ts'
import { decodeHash } from '../primitives/hash.ts'
import type { Params } from './params.ts'
import { isFields, itemsOf } from './params.ts'
import { parseError } from './rpc-error.ts'
import type { BlockId, UnknownBlockError } from './unknown-block.ts'
import { unknownBlock } from './unknown-block.ts'

const FINALITIES: readonly unknown[] = ['optimistic', 'near-final', 'final']
const CHECKPOINTS: readonly unknown[] = ['genesis', 'earliest_available']

/** Finds the block that a request is about: by height, hash, finality (all the same here) or sync checkpoint. */
export function findBlock(
  { blocks }: Node,
  params: Params,
  unknown: UnknownBlockError = unknownBlock,
): Block {
  const [positional] = itemsOf(params) ?? []
  const fields = isFields(params) ? params : { block_id: positional }
  if (fields.block_id !== undefined && fields.block_id !== null) {
    return findById(blocks, fields.block_id, unknown)
  }
  if (FINALITIES.includes(fields.finality)) return blocks.head()
  if (CHECKPOINTS.includes(fields.sync_checkpoint)) return blocks.first()
  throw parseError(
    'Failed parsing args: no field `block_id`, and no `finality` or `sync_checkpoint` that there is',
  )
}

/** Finds a block as `findBlock`, or the last where nothing is said. */
export function findBlockOrHead(node: Node, params: Params): Block {
  const [positional] = itemsOf(params) ?? []
  const named = isFields(params) ? params.block_id : undefined
  const id = positional ?? named
  return id === undefined || id === null
    ? node.blocks.head()
    : findById(node.blocks, id, unknownBlock)
}

function findById(blocks: Node['blocks'], given: unknown, unknown: UnknownBlockError): Block {
  const id = readBlockId(given)
  const block = typeof id === 'number' ? blocks.atHeight(id) : blocks.byHash(id)
  if (block) return block
  throw unknown(id, blocks.head().header.height)
}

function readBlockId(given: unknown): BlockId {
  if (typeof given === 'number' && Number.isSafeInteger(given) && given >= 0) return given
  if (typeof given === 'string' && isHash(given)) return given
  throw parseError('Failed parsing args: `block_id` is neither a height nor a hash in base58')
}

function isHash(text: string): boolean {
  try {
    decodeHash(text)
    return true
  } catch {
    return false
  }
}
