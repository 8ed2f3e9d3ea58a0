import type { Node } from '../node.ts'
import type { Json, JsonObject } from '../primitives/json.ts'
import { dispatch } from './dispatch.ts'
import type { Params } from './params.ts'
import { isFields } from './params.ts'
import type { HttpStatus } from './rpc-error.ts'
import { internalError, parseError, RpcError } from './rpc-error.ts'

export type JsonRpcAnswer = JsonObject & { result?: Json; error?: JsonObject }

/** An answer with the HTTP status that it goes out with. */
export type HttpAnswer = { status: HttpStatus; answer: JsonRpcAnswer }

type Request = { method: string; params: Params; id: Json }

/** Answers a request's body, whatever is in it, with JSON-RPC 2.0. */
export async function answerHttp(node: Node, body: string): Promise<HttpAnswer> {
  const parsed = parse(body)
  if ('error' in parsed) return failed(parsed.error, null)
  const { request } = parsed
  try {
    const result = await dispatch(node, request.method, request.params)
    return { status: 200, answer: { jsonrpc: '2.0', result, id: request.id } }
  } catch (error) {
    return failed(error, request.id)
  }
}

/** Answers as `answerHttp`, for who has no use for the status. */
export async function answerJsonRpc(node: Node, body: string): Promise<JsonRpcAnswer> {
  return (await answerHttp(node, body)).answer
}

/** Answers a body that could not even be read. */
export function unreadableBody(message: string): JsonRpcAnswer {
  return failed(parseError(message), null).answer
}

function failed(thrown: unknown, id: Json): HttpAnswer {
  const error =
    thrown instanceof RpcError
      ? thrown
      : internalError(thrown instanceof Error ? thrown.message : String(thrown))
  return { status: error.httpStatus, answer: { jsonrpc: '2.0', error: error.body, id } }
}

function parse(body: string): { request: Request } | { error: RpcError } {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    return { error: parseError('the body is not JSON') }
  }
  if (isRequest(value)) return { request: value }
  return { error: parseError('JSON RPC Request format was expected') }
}

const FIELDS: readonly string[] = ['jsonrpc', 'method', 'params', 'id']

/**
 * Tells a request from what nearcore takes none of: batches, notifications, unknown fields.
 * Source: nearcore `chain/jsonrpc-primitives/src/message.rs`.
 */
function isRequest(value: unknown): value is Request {
  if (!isFields(value)) return false
  const { jsonrpc, method, id } = value
  const isId = id === null || typeof id === 'string' || typeof id === 'number'
  const isKnown = Object.keys(value).every((field) => FIELDS.includes(field))
  return jsonrpc === '2.0' && typeof method === 'string' && isId && isKnown
}
