import { callView } from '../../call-view.ts'
import type { JsonObject } from '../../primitives/json.ts'
import { readAccountId, readBase64, readString } from '../params.ts'
import { handlerError } from '../rpc-error.ts'
import { existingAccount } from './account.ts'
import { OldStyleError } from './old-style-error.ts'
import type { StateQuery } from './types.ts'
import { blockFields } from './types.ts'

/** Calls a contract's method without changing anything. */
export function callFunction(query: StateQuery): JsonObject {
  const { node, state, fields, block } = query
  const account = existingAccount(query)
  const called = callView(node, {
    state,
    block,
    account,
    accountId: readAccountId(fields),
    method: readString(fields, 'method_name'),
    args: readBase64(fields, 'args_base64'),
  })
  if (called.ok) return { result: [...called.value], logs: called.logs }
  const data = `Function call returned an error: ${called.error}`
  const info = { vm_error: called.vmError, ...blockFields(block) }
  throw new OldStyleError(called.error, handlerError('CONTRACT_EXECUTION_ERROR', info, data))
}
