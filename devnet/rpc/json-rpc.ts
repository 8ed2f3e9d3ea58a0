import type { Node } from '../node.ts'
import type { Json, JsonObject } from '../primitives/json.ts'
import { dispatch } from './dispatch.ts'
import { isFields } from './params.ts'
import { internalError, parseError, RpcError } from './rpc-error.ts'

export type JsonRpcAnswer = JsonObject & { result?: Json; error?: JsonObject }

/** Answers a request's body, whatever is in it, with JSON-RPC 2.0. */
export async function answerJsonRpc(node: Node, body: string): Promise<JsonRpcAnswer> {
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

/** Gives the HTTP status of an answer. Source: nearcore's `rpc_handler`. */
export function httpStatus({ error }: JsonRpcAnswer): number {
  if (error?.name === 'REQUEST_VALIDATION_ERROR') return 400
  if (error?.name === 'INTERNAL_ERROR') return 500
  return isFields(error?.cause) && error.cause.name === 'TIMEOUT_ERROR' ? 408 : 200
}
