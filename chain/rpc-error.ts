import { z } from 'zod'
import { ChainError, type ChainErrorCode } from './errors.ts'

/** The `error` of a JSON-RPC answer. nearcore says what happened in `cause`; the rest is for old clients. */
export const rpcErrorBody = z.looseObject({
  code: z.number().optional(),
  name: z.string().optional(),
  message: z.string().optional(),
  cause: z.looseObject({ name: z.string(), info: z.unknown().optional() }).optional(),
  data: z.unknown().optional(),
})
export type RpcErrorBody = z.infer<typeof rpcErrorBody>

// Cause names of nearcore: chain/jsonrpc-primitives/src/types/{query,blocks,transactions,light_client,…}.rs.
const CODES: Readonly<Record<string, ChainErrorCode>> = {
  UNKNOWN_ACCOUNT: 'UNKNOWN_ACCOUNT',
  UNKNOWN_ACCESS_KEY: 'UNKNOWN_ACCESS_KEY',
  NO_CONTRACT_CODE: 'NO_CONTRACT_CODE',
  NO_GLOBAL_CONTRACT_CODE: 'NO_GLOBAL_CONTRACT_CODE',
  CONTRACT_EXECUTION_ERROR: 'CONTRACT_EXECUTION_ERROR',
  UNKNOWN_BLOCK: 'UNKNOWN_BLOCK',
  GARBAGE_COLLECTED_BLOCK: 'UNKNOWN_BLOCK',
  UNKNOWN_CHUNK: 'UNKNOWN_BLOCK',
  UNAVAILABLE_SHARD: 'UNAVAILABLE_SHARD',
  NOT_SYNCED_YET: 'NOT_SYNCED',
  NO_SYNCED_BLOCKS: 'NOT_SYNCED',
  NODE_IS_SYNCING: 'NOT_SYNCED',
  SHARD_NOT_APPLIED: 'NOT_SYNCED',
  UNKNOWN_TRANSACTION: 'UNKNOWN_TRANSACTION',
  UNKNOWN_TRANSACTION_OR_RECEIPT: 'UNKNOWN_TRANSACTION',
  NOT_CONFIRMED: 'NOT_SYNCED',
  INCONSISTENT_STATE: 'SERVER_ERROR',
  EPOCH_OUT_OF_BOUNDS: 'UNKNOWN_BLOCK',
  INVALID_TRANSACTION: 'INVALID_TRANSACTION',
  TIMEOUT_ERROR: 'TRANSACTION_TIMEOUT',
  REQUEST_ROUTED: 'TRANSACTION_TIMEOUT',
  DOES_NOT_TRACK_SHARD: 'UNAVAILABLE_SHARD',
  INVALID_ACCOUNT: 'INVALID_REQUEST',
  PARSE_ERROR: 'INVALID_REQUEST',
  METHOD_NOT_FOUND: 'METHOD_NOT_FOUND',
  INTERNAL_ERROR: 'SERVER_ERROR',
}

// What gateways answer in front of nodes: JSON-RPC 2.0, section 5.1, and -429 after the HTTP status.
const NUMBERS: Readonly<Record<number, ChainErrorCode>> = {
  [-429]: 'RATE_LIMITED',
  429: 'RATE_LIMITED',
  [-32601]: 'METHOD_NOT_FOUND',
  [-32603]: 'SERVER_ERROR',
}

/** Turns the error of a JSON-RPC answer into a ChainError. */
export function readRpcError(error: RpcErrorBody, asked: string, endpoint: string): ChainError {
  const cause = error.cause?.name
  const code = codeOf(error)
  const said = describe(error)
  return new ChainError(code, `${endpoint} refused ${asked}: ${said}`, {
    details: { endpoint, cause, info: error.cause?.info, data: error.data },
  })
}

function codeOf(error: RpcErrorBody): ChainErrorCode {
  if (isInvalidNonce(error)) return 'INVALID_NONCE'
  const byName = error.cause && CODES[error.cause.name]
  if (byName !== undefined) return byName
  const byNumber = error.code === undefined ? undefined : NUMBERS[error.code]
  return byNumber ?? 'REQUEST_REFUSED'
}

/** A transaction whose nonce is used up may be signed anew; that is no other error's way out. */
function isInvalidNonce({ cause, data }: RpcErrorBody): boolean {
  if (cause?.name !== 'INVALID_TRANSACTION') return false
  return JSON.stringify([cause.info, data] satisfies unknown[]).includes('"InvalidNonce"')
}

// nearcore puts a sentence into `data`, or into the cause's info; 400 characters hold every one seen.
const SHOWN_CHARACTERS = 400

function describe({ cause, data, message }: RpcErrorBody): string {
  const info = cause?.info
  const inner =
    typeof info === 'object' && info !== null
      ? ((info as { error_message?: unknown }).error_message ?? JSON.stringify(info))
      : undefined
  const text = typeof data === 'string' ? data : inner
  const said = typeof text === 'string' && text !== '{}' ? text : message
  const full = [cause?.name, said].filter((part) => part !== undefined).join(', ')
  const shown = full === '' ? 'no reason given' : full
  return shown.length > SHOWN_CHARACTERS ? `${shown.slice(0, SHOWN_CHARACTERS)}…` : shown
}
