import type { Json, JsonObject } from '../primitives/json.ts'

/** HTTP statuses of answers that say why not. Source: nearcore `rpc_handler`, `chain/jsonrpc/CHANGELOG.md` 2.3.0 and 2.4.0. */
export type HttpStatus = 200 | 400 | 408 | 422 | 500

/** An answer that says why not, in nearcore's JSON-RPC form. Source: nearcore `chain/jsonrpc-primitives/src/errors.rs`. */
export class RpcError extends Error {
  override readonly name = 'RpcError'
  readonly body: JsonObject
  readonly httpStatus: HttpStatus

  constructor(message: string, body: JsonObject, httpStatus: HttpStatus) {
    super(message)
    this.body = body
    this.httpStatus = httpStatus
  }
}

/** The request was understood and cannot be answered: an unknown account, a refused transaction. */
export function handlerError(
  name: string,
  info: JsonObject,
  data: Json,
  httpStatus: HttpStatus = 200,
): RpcError {
  return handlerErrorOf({ name, info }, data, httpStatus)
}

/** Makes a handler error whose deprecated `data` is the cause once more, as nearcore has it for some methods. */
export function selfDescribed(
  name: string,
  info: JsonObject,
  httpStatus: HttpStatus = 200,
): RpcError {
  const cause = { name, info }
  return handlerErrorOf(cause, cause, httpStatus)
}

function handlerErrorOf(
  cause: { name: string; info: JsonObject },
  data: Json,
  httpStatus: HttpStatus,
): RpcError {
  const body = { name: 'HANDLER_ERROR', cause, code: -32_000, message: 'Server error', data }
  return new RpcError(cause.name, body, httpStatus)
}

export function parseError(message: string): RpcError {
  const body = {
    name: 'REQUEST_VALIDATION_ERROR',
    cause: { name: 'PARSE_ERROR', info: { error_message: message } },
    code: -32_700,
    message: 'Parse error',
    data: message,
  }
  return new RpcError(message, body, 400)
}

/** Refuses parameters that nearcore answers and devnet does not. */
export function notSupportedParams(what: string): RpcError {
  return parseError(`not supported by devnet: ${what}`)
}

/** Says that a method does not exist here, and that this is devnet's doing where nearcore has it. */
export function methodNotFound(method: string): RpcError {
  const text = `not supported by devnet: ${method}`
  const body = {
    name: 'REQUEST_VALIDATION_ERROR',
    cause: { name: 'METHOD_NOT_FOUND', info: { method_name: method } },
    code: -32_601,
    message: 'Method not found',
    data: text,
  }
  return new RpcError(text, body, 400)
}

export function internalError(message: string): RpcError {
  const body = {
    name: 'INTERNAL_ERROR',
    cause: { name: 'INTERNAL_ERROR', info: { error_message: message } },
    code: -32_000,
    message: 'Server error',
    data: message,
  }
  return new RpcError(message, body, 500)
}
