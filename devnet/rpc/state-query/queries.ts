import { accountView } from '../../views/account-view.ts'
import { readAccountId, readHash } from '../params.ts'
import { viewAccessKey, viewAccessKeyList } from './access-keys.ts'
import { existingAccount } from './account.ts'
import { callFunction } from './call-function.ts'
import { viewCode, viewGlobalCode } from './code.ts'
import { viewState } from './contract-state.ts'
import type { AnswerQuery } from './types.ts'

/** Every question about the state that there is, by `request_type`. */
export const QUERIES: Readonly<Record<string, AnswerQuery>> = {
  view_account: (query) => accountView(existingAccount(query)),
  view_access_key: viewAccessKey,
  view_access_key_list: viewAccessKeyList,
  view_code: viewCode,
  view_state: viewState,
  call_function: callFunction,
  view_global_contract_code: (query) =>
    viewGlobalCode(query, { by: 'code_hash', codeHash: readHash(query.fields, 'code_hash') }),
  view_global_contract_code_by_account_id: (query) =>
    viewGlobalCode(query, { by: 'account_id', accountId: readAccountId(query.fields) }),
}
