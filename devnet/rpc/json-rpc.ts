import type { Node } from '../node.ts'
import type { Json, JsonObject } from '../primitives/json.ts'
import { dispatch } from './dispatch.ts'
import { isFields } from './params.ts'
import { internalError, parseError, RpcError } from './rpc-error.ts'

/** Answers a request's body, whatever is in it, with JSON-RPC 2.0. */
export async function answerJsonRpc(node: Node, body: string): Promise<JsonObject> {
  const request = parse(body)
  const id = idOf(request)
  try {
    if (!isFields(request) || typeof request.method !== 'string') {
      throw parseError('JSON RPC Request format was expected')
    }
    const result = await dispatch(node, request.method, request.params)
    return { jsonrpc: '2.0', result, id }
  } catch (error) {
    return { jsonrpc: '2.0', error: errorBody(error), id }
  }
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

function idOf(request: unknown): Json {
  const id = isFields(request) ? request.id : undefined
  return typeof id === 'string' || typeof id === 'number' ? id : null
}

function errorBody(error: unknown): JsonObject {
  if (error instanceof RpcError) return error.body
  return internalError(error instanceof Error ? error.message : String(error)).body
}
