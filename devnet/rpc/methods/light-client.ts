import { blockPath } from '../../chain/block-tree.ts'
import { nextLightClientBlock } from '../../chain/light-client-block.ts'
import type { Block } from '../../chain/types.ts'
import type { Node } from '../../node.ts'
import type { Json, JsonObject } from '../../primitives/json.ts'
import { lightClientBlockLiteView, lightClientBlockView } from '../../views/light-client-view.ts'
import { merklePathView } from '../../views/merkle-view.ts'
import { outcomeView } from '../../views/outcome-view.ts'
import type { Params } from '../params.ts'
import { fieldsOf, itemsOf, readAccountId, readHash, readString } from '../params.ts'
import { handlerError, internalError, parseError } from '../rpc-error.ts'

/**
 * Proves a transaction's or a receipt's outcome to who trusts a later block. Source of this file's errors: nearcore
 * `RpcLightClientProofError` and `RpcLightClientNextBlockError`.
 */
export function lightClientProof(node: Node, params: Params): Json {
  const fields = fieldsOf(params)
  const id = readExecutionId(fields)
  const headHash = readHash(fields, 'light_client_head')
  const execution = node.blocks.execution(id)
  if (!execution) {
    throw unprovable('UNKNOWN_TRANSACTION_OR_RECEIPT', id, `${id} does not exist`)
  }
  // The outcome root of a block is in the next one's header.
  const proving = node.blocks.atOrdinal(execution.block.header.ordinal + 1)
  if (!proving) throw unprovable('NOT_CONFIRMED', id, `${id} has not been confirmed`)
  return {
    outcome_proof: outcomeView(execution, proving.header.hash),
    // One shard: its root is the only leaf.
    outcome_root_proof: [],
    ...blockProof(node, proving, headHash),
  }
}

/** Proves that a block is among those before a later one. */
export function lightClientBlockProof(node: Node, params: Params): Json {
  const [blockHash, headHash] = itemsOf(params) ?? []
  const fields = itemsOf(params)
    ? { block_hash: blockHash, light_client_head: headHash }
    : fieldsOf(params)
  const hash = readHash(fields, 'block_hash')
  return blockProof(node, blockOf(node, hash), readHash(fields, 'light_client_head'))
}

/** Answers the block that a light client should read next; an empty object if it has the last. */
export function nextLightClient(node: Node, params: Params): Json {
  const [positional] = itemsOf(params) ?? []
  const fields = itemsOf(params) ? { last_block_hash: positional } : fieldsOf(params)
  const hash = readHash(fields, 'last_block_hash')
  const last = node.blocks.byHash(hash)
  const found = last ? nextLightClientBlock(node.blocks, last) : { unknown: hash }
  if (found === 'nothing newer') return {}
  if ('block' in found) return lightClientBlockView(found, node.validator)
  throw handlerError('UNKNOWN_BLOCK', {}, { name: 'UNKNOWN_BLOCK', info: {} })
}

function blockProof(node: Node, block: Block, headHash: string): JsonObject {
  const head = blockOf(node, headHash).header
  const { hash, ordinal } = block.header
  if (ordinal > head.ordinal) {
    throw internalError(`block ${hash} is ahead of head block ${head.hash}`)
  }
  // nearcore proves a block by itself with an empty path.
  const path = ordinal === head.ordinal ? [] : blockPath(node.blocks, ordinal, head.ordinal)
  return {
    block_header_lite: lightClientBlockLiteView(block),
    block_proof: merklePathView(path),
  }
}

function blockOf({ blocks }: Node, hash: string): Block {
  const block = blocks.byHash(hash)
  if (block) return block
  throw handlerError('UNKNOWN_BLOCK', {}, `DB Not Found Error: BLOCK HEADER: ${hash}`)
}

function unprovable(name: string, id: string, text: string): Error {
  return handlerError(name, { transaction_or_receipt_id: id }, text)
}

/** Reads `TransactionOrReceiptId`: which shard it ran in follows from the account, and there is one. */
function readExecutionId(fields: ReturnType<typeof fieldsOf>): string {
  const type = readString(fields, 'type')
  if (type === 'transaction') {
    readAccountId(fields, 'sender_id')
    return readHash(fields, 'transaction_hash')
  }
  if (type === 'receipt') {
    readAccountId(fields, 'receiver_id')
    return readHash(fields, 'receipt_id')
  }
  throw parseError('Failed parsing args: `type` is neither `transaction` nor `receipt`')
}
