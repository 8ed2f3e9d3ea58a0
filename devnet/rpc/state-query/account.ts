import type { Account } from '../../runtime/types.ts'
import { readAccountId } from '../params.ts'
import { handlerError } from '../rpc-error.ts'
import type { StateQuery } from './types.ts'
import { blockFields } from './types.ts'

/** Gives the account that a question is about. Throws `UNKNOWN_ACCOUNT`. */
export function existingAccount({ state, fields, block }: StateQuery): Account {
  const accountId = readAccountId(fields)
  const account = state.get('account', accountId)
  if (account) return account
  const info = { requested_account_id: accountId, ...blockFields(block) }
  const data = `account ${accountId} does not exist while viewing`
  throw handlerError('UNKNOWN_ACCOUNT', info, data)
}
