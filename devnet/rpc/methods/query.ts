import { callView } from '../../call-view.ts'
import type { Block } from '../../chain/types.ts'
import type { Node } from '../../node.ts'
import type { Json, JsonObject } from '../../primitives/json.ts'
import { base64 } from '../../primitives/json.ts'
import { dataKey, dataSuffix } from '../../runtime/contract-storage.ts'
import type { Account, GlobalContractId } from '../../runtime/types.ts'
import { codeHash, readGlobalCode, resolveCode } from '../../state/global-code.ts'
import type { StateReader } from '../../state/types.ts'
import { accountView } from '../../views/account-view.ts'
import { accessKeyView, globalContractIdView } from '../../views/action-view.ts'
import { findBlock } from '../block-reference.ts'
import type { Params } from '../params.ts'
import {
  fieldsOf,
  readAccountId,
  readBase64,
  readHash,
  readPublicKey,
  readString,
} from '../params.ts'
import { handlerError, parseError } from '../rpc-error.ts'

type Query = {
  node: Node
  block: Block
  state: StateReader
  fields: ReturnType<typeof fieldsOf>
}

/** Bytes of state, and of keys and values, that one answer may have. Source: nearcore `TRIE_VIEW_STATE_SIZE_LIMIT`, 50 kB. */
const MAX_VIEW_STATE_BYTES = 50_000n

const QUERIES: Readonly<Record<string, (query: Query) => JsonObject>> = {
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

/** Answers `query`: the state as it was after a block. */
export function query(node: Node, params: Params): Json {
  const fields = fieldsOf(params)
  const type = readString(fields, 'request_type')
  const answer = Object.hasOwn(QUERIES, type) ? QUERIES[type] : undefined
  if (!answer) throw parseError(`not supported by devnet: query of type ${type.slice(0, 100)}`)
  const block = findBlock(node, fields)
  const state = node.stateAt(block.header.height)
  return { ...answer({ node, block, state, fields }), ...blockFields(block) }
}

function blockFields({ header }: Block): { block_height: number; block_hash: string } {
  return { block_height: header.height, block_hash: header.hash }
}

function existingAccount({ state, fields, block }: Query): Account {
  const accountId = readAccountId(fields)
  const account = state.get('account', accountId)
  if (account) return account
  throw handlerError(
    'UNKNOWN_ACCOUNT',
    { requested_account_id: accountId, ...blockFields(block) },
    `account ${accountId} does not exist while viewing`,
  )
}

function viewAccessKey({ state, fields }: Query): JsonObject {
  const accountId = readAccountId(fields)
  const publicKey = readPublicKey(fields)
  const key = state.get('accessKey', accountId, publicKey.text)
  if (key) return accessKeyView(key)
  // nearcore answers this as a result, for the sake of old clients.
  return { error: `access key ${publicKey.text} does not exist while viewing`, logs: [] }
}

function viewAccessKeyList(query: Query): JsonObject {
  existingAccount(query)
  const keys = query.state.list('accessKey', readAccountId(query.fields))
  return {
    keys: keys.map(([public_key, key]) => ({ public_key, access_key: accessKeyView(key) })),
  }
}

function viewCode(query: Query): JsonObject {
  const account = existingAccount(query)
  const accountId = readAccountId(query.fields)
  const found = resolveCode(query.state, accountId, account)
  if (found) return { code_base64: base64(found.code), hash: found.hash }
  throw handlerError(
    'NO_CONTRACT_CODE',
    { contract_account_id: accountId, ...blockFields(query.block) },
    `Contract code for contract ID #${accountId} has never been observed on the node`,
  )
}

function viewGlobalCode({ state, block }: Query, contract: GlobalContractId): JsonObject {
  const found = readGlobalCode(state, contract)
  if (found) return { code_base64: base64(found.code), hash: codeHash(found.code) }
  const identifier = globalContractIdView(contract)
  throw handlerError(
    'NO_GLOBAL_CONTRACT_CODE',
    { identifier, ...blockFields(block) },
    `Global contract code with identifier ${JSON.stringify(identifier)} has never been observed on the node`,
  )
}

function viewState(query: Query): JsonObject {
  const { state, fields, block } = query
  const account = existingAccount(query)
  const accountId = readAccountId(fields)
  const prefix = dataSuffix(readBase64(fields, 'prefix_base64', new Uint8Array()))
  for (const option of ['include_proof', 'limit', 'after_key_base64']) {
    if (fields[option]) throw parseError(`not supported by devnet: view_state with ${option}`)
  }
  const codeBytes = BigInt(state.get('code', accountId)?.length ?? 0)
  if (account.storageUsage - codeBytes > MAX_VIEW_STATE_BYTES) {
    throw handlerError(
      'TOO_LARGE_CONTRACT_STATE',
      { contract_account_id: accountId, ...blockFields(block) },
      `State of contract ${accountId} is too large to be viewed`,
    )
  }
  const values = state.list('data', accountId).filter(([key]) => key.startsWith(prefix))
  return {
    values: values.map(([key, value]) => ({ key: base64(dataKey(key)), value: base64(value) })),
  }
}

function callFunction({ node, state, fields, block }: Query): JsonObject {
  const account = existingAccount({ node, state, fields, block })
  const called = callView(node, {
    state,
    block,
    account,
    accountId: readAccountId(fields),
    method: readString(fields, 'method_name'),
    args: readBase64(fields, 'args_base64', new Uint8Array()),
  })
  // nearcore answers a failed view as a result, for the sake of old clients.
  if (!called.ok) return { error: called.error, logs: [] }
  return { result: [...called.value], logs: called.logs }
}
