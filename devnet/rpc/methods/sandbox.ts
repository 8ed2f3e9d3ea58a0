import type { Node } from '../../node.ts'
import type { Json } from '../../primitives/json.ts'
import type { Params } from '../params.ts'
import { fieldsOf, readInteger, readList } from '../params.ts'
import { parseError } from '../rpc-error.ts'
import { recordChange } from '../state-records.ts'

/** Writes accounts, keys, code and data without a transaction. */
export function patchState(node: Node, params: Params): Json {
  node.patch(readList(fieldsOf(params), 'records', recordChange).flat())
  return {}
}

/** Heights that one request may skip: above it, heights and times soon leave what JSON numbers hold. */
const MAX_DELTA = 1_000_000_000

/** Skips heights, and the time that they would have taken. */
export function fastForward(node: Node, params: Params): Json {
  const delta = readInteger(fieldsOf(params), 'delta_height')
  if (delta > MAX_DELTA) {
    throw parseError(`Failed parsing args: \`delta_height\` is above ${MAX_DELTA}`)
  }
  if (delta > 0) node.produceBlock({ skipHeights: delta - 1 })
  return {}
}
