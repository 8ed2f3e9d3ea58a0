import type { JsonObject } from '../../primitives/json.ts'
import { base64 } from '../../primitives/json.ts'
import type { GlobalContractId } from '../../runtime/types.ts'
import { codeHash, readGlobalCode, resolveCode } from '../../state/global-code.ts'
import { globalContractIdView } from '../../views/action-view.ts'
import { readAccountId } from '../params.ts'
import { handlerError } from '../rpc-error.ts'
import { existingAccount } from './account.ts'
import type { StateQuery } from './types.ts'
import { blockFields } from './types.ts'

/** Shows the code that runs at an account, its own or a global contract's. */
export function viewCode(query: StateQuery): JsonObject {
  const account = existingAccount(query)
  const accountId = readAccountId(query.fields)
  const found = resolveCode(query.state, accountId, account)
  if (found) return { code_base64: base64(found.code), hash: found.hash }
  const info = { contract_account_id: accountId, ...blockFields(query.block) }
  const data = `Contract code for contract ID #${accountId} has never been observed on the node`
  throw handlerError('NO_CONTRACT_CODE', info, data)
}

export function viewGlobalCode(
  { state, block }: StateQuery,
  contract: GlobalContractId,
): JsonObject {
  const found = readGlobalCode(state, contract)
  if (found) return { code_base64: base64(found.code), hash: codeHash(found.code) }
  const identifier = globalContractIdView(contract)
  const data = `Global contract code with identifier ${globalContractIdText(contract)} has never been observed on the node`
  throw handlerError('NO_GLOBAL_CONTRACT_CODE', { identifier, ...blockFields(block) }, data)
}

/** The id in the form that Rust gives it for debugging, which is nearcore's message. */
function globalContractIdText(contract: GlobalContractId): string {
  return contract.by === 'code_hash'
    ? `CodeHash(${contract.codeHash})`
    : `AccountId(AccountId("${contract.accountId}"))`
}
