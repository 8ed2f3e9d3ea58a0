import type { Node } from '../../node.ts'
import type { Json, JsonObject } from '../../primitives/json.ts'
import { findBlock } from '../block-reference.ts'
import type { Params } from '../params.ts'
import { fieldsOf, readString } from '../params.ts'
import { readQueryPath } from '../query-path.ts'
import { notSupportedParams } from '../rpc-error.ts'
import { OldStyleError } from '../state-query/old-style-error.ts'
import { QUERIES } from '../state-query/queries.ts'
import type { AnswerQuery, StateQuery } from '../state-query/types.ts'
import { blockFields } from '../state-query/types.ts'
import type { UnknownBlockError } from '../unknown-block.ts'
import { unknownBlockOfQuery, unknownBlockOfView } from '../unknown-block.ts'

/** Answers `query`: the state as it was after a block. */
export function query(node: Node, params: Params): Json {
  const fields = readQueryPath(params) ?? fieldsOf(params)
  const type = readString(fields, 'request_type')
  const answer = Object.hasOwn(QUERIES, type) ? QUERIES[type] : undefined
  if (!answer) throw notSupportedParams(`query of type ${type.slice(0, 100)}`)
  const asked = readQuery(node, fields, unknownBlockOfQuery)
  return { ...oldStyle(answer, asked), ...blockFields(asked.block) }
}

/** Makes the method that answers one type of query, with all its errors as errors. */
export function queryMethod(type: keyof typeof QUERIES) {
  return (node: Node, params: Params): Json => {
    const asked = readQuery(node, params, unknownBlockOfView)
    return { ...QUERIES[type]?.(asked), ...blockFields(asked.block) }
  }
}

function readQuery(node: Node, params: Params, unknown: UnknownBlockError): StateQuery {
  const fields = fieldsOf(params)
  const block = findBlock(node, fields, unknown)
  return { node, block, state: node.stateAt(block.header.height), fields }
}

function oldStyle(answer: AnswerQuery, asked: StateQuery): JsonObject {
  try {
    return answer(asked)
  } catch (error) {
    if (error instanceof OldStyleError) return error.result
    throw error
  }
}
