import type { Json, JsonObject } from '../primitives/json.ts'

/** An answer that says why not, in nearcore's JSON-RPC form. Source: nearcore `chain/jsonrpc-primitives/src/errors.rs`. */
export class RpcError extends Error {
  override readonly name = 'RpcError'
  readonly body: JsonObject

  constructor(message: string, body: JsonObject) {
    super(message)
    this.body = body
  }
}

/** The request was understood and cannot be answered: an unknown account, a refused transaction. */
export function handlerError(name: string, info: JsonObject, data: Json): RpcError {
  return new RpcError(name, {
    name: 'HANDLER_ERROR',
    cause: { name, info },
    code: -32_000,
    message: 'Server error',
    data,
  })
}

export function parseError(message: string): RpcError {
  return new RpcError(message, {
    name: 'REQUEST_VALIDATION_ERROR',
    cause: { name: 'PARSE_ERROR', info: { error_message: message } },
    code: -32_700,
    message: 'Parse error',
    data: message,
  })
}

/** Says that a method does not exist here, and that this is devnet's doing where nearcore has it. */
export function methodNotFound(method: string): RpcError {
  const text = `not supported by devnet: ${method}`
  return new RpcError(text, {
    name: 'REQUEST_VALIDATION_ERROR',
    cause: { name: 'METHOD_NOT_FOUND', info: { method_name: method } },
    code: -32_601,
    message: 'Method not found',
    data: text,
  })
}

export function internalError(message: string): RpcError {
  return new RpcError(message, {
    name: 'INTERNAL_ERROR',
    cause: { name: 'INTERNAL_ERROR', info: { error_message: message } },
    code: -32_000,
    message: 'Server error',
    data: message,
  })
}
