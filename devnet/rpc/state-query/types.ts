import type { Block } from '../../chain/types.ts'
import type { Node } from '../../node.ts'
import type { JsonObject } from '../../primitives/json.ts'
import type { StateReader } from '../../state/types.ts'
import type { Fields } from '../params.ts'

/** A question about the state after a block. */
export type StateQuery = {
  node: Node
  block: Block
  state: StateReader
  fields: Fields
}

/** Answers a question. Throws `RpcError`; what `query` shows as a result for the sake of old clients is an `OldStyleError`. */
export type AnswerQuery = (query: StateQuery) => JsonObject

/** Every answer says which block it is about. */
export function blockFields({ header }: Block): { block_height: number; block_hash: string } {
  return { block_height: header.height, block_hash: header.hash }
}
