import type { Node } from '../../node.ts'
import type { Json } from '../../primitives/json.ts'
import { GAS_PRICE } from '../../runtime/parameters.ts'
import { blockView } from '../../views/block-view.ts'
import { chunkView } from '../../views/chunk-view.ts'
import { findBlock, findBlockOrHead } from '../block-reference.ts'
import { findChunk } from '../chunk-reference.ts'
import type { Params } from '../params.ts'

export function block(node: Node, params: Params): Json {
  return blockView(findBlock(node, params), node.validator)
}

export function chunk(node: Node, params: Params): Json {
  return chunkView(findChunk(node, params), node.validator)
}

/** Answers `EXPERIMENTAL_congestion_level`: one shard has nowhere to be congested to, so a chunk says 0. */
export function congestionLevel(node: Node, params: Params): Json {
  findChunk(node, params)
  return { congestion_level: 0 }
}

export function gasPrice(node: Node, params: Params): Json {
  findBlockOrHead(node, params)
  return { gas_price: GAS_PRICE.toString() }
}
