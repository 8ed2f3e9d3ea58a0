import { base58 } from '@scure/base'
import { base64 } from '../primitives/json.ts'
import type { Fields, Params } from './params.ts'
import { itemsOf } from './params.ts'
import { parseError } from './rpc-error.ts'

/**
 * Reads the old form of a query, `["call/<account>/<method>", "<base58>"]`, as the named one; undefined for any other form.
 * Source: nearcore `chain/jsonrpc/src/api/query.rs`.
 */
export function readQueryPath(params: Params): Fields | undefined {
  const items = itemsOf(params)
  const [path, data] = items ?? []
  if (items?.length !== 2 || typeof path !== 'string' || typeof data !== 'string') return undefined
  const [command = '', account_id, ...rest] = path.split('/')
  const extra = rest.length > 0 ? rest.join('/') : undefined
  if (account_id === undefined) throw parseError('Not enough query parameters provided')
  return { ...readCommand(command, extra, data), account_id, finality: 'optimistic' }
}

function readCommand(command: string, extra: string | undefined, data: string): Fields {
  switch (command) {
    case 'account':
      return { request_type: 'view_account' }
    case 'access_key':
      return extra === undefined
        ? { request_type: 'view_access_key_list' }
        : { request_type: 'view_access_key', public_key: extra }
    case 'code':
      return { request_type: 'view_code' }
    case 'contract':
      return { request_type: 'view_state', prefix_base64: asBase64(data) }
    case 'call':
      if (extra === undefined) throw parseError('Method name is missing')
      return { request_type: 'call_function', method_name: extra, args_base64: asBase64(data) }
    default:
      throw parseError(`Unknown path ${command.slice(0, 100)}`)
  }
}

/** Bytes of path and data together. Source: nearcore `QUERY_DATA_MAX_SIZE`, 10 kB. */
const MAX_DATA_CHARACTERS = 10 * 1024

function asBase64(data: string): string {
  if (data.length > MAX_DATA_CHARACTERS) throw parseError('Query data size is too large')
  try {
    return base64(base58.decode(data))
  } catch {
    throw parseError('the data of the query is not base58')
  }
}
