import type { Node } from '../../node.ts'
import type { Json, JsonObject } from '../../primitives/json.ts'
import { dataSuffix } from '../../runtime/contract-storage.ts'
import type { StateChange } from '../../state/types.ts'
import { changeViews, sortChanges } from '../../views/change-view.ts'
import { findBlock } from '../block-reference.ts'
import type { Fields, Params } from '../params.ts'
import {
  fieldsOf,
  isFields,
  readAccountId,
  readBase64,
  readList,
  readPublicKey,
  readString,
} from '../params.ts'
import { parseError } from '../rpc-error.ts'
import { unknownBlockOfChanges } from '../unknown-block.ts'

type Filter = (change: StateChange) => boolean

const FILTERS: Readonly<Record<string, (fields: Fields) => Filter>> = {
  account_changes: (fields) => ofAccounts('account', fields),
  contract_code_changes: (fields) => ofAccounts('code', fields),
  all_access_key_changes: (fields) => ofAccounts('accessKey', fields),
  all_gas_key_changes: () => () => false,
  single_access_key_changes: ofKeys,
  single_gas_key_changes: () => () => false,
  data_changes: (fields) => {
    const prefix = dataSuffix(readBase64(fields, 'key_prefix_base64'))
    const ofAccount = ofAccounts('data', fields)
    return (change) => ofAccount(change) && change.suffix.startsWith(prefix)
  },
}

/** Answers `changes`: what a block changed, of one kind and of some accounts. */
export function changes(node: Node, params: Params): Json {
  const fields = fieldsOf(params)
  const type = readString(fields, 'changes_type')
  const makeFilter = Object.hasOwn(FILTERS, type) ? FILTERS[type] : undefined
  if (!makeFilter)
    throw parseError(`Failed parsing args: unknown changes_type ${type.slice(0, 100)}`)
  const filter = makeFilter(fields)
  const block = findBlock(node, fields, unknownBlockOfChanges)
  return { block_hash: block.header.hash, changes: changeViews(block.changes.filter(filter)) }
}

const TOUCHED: Partial<Record<StateChange['column'], string>> = {
  account: 'account_touched',
  code: 'contract_code_touched',
  accessKey: 'access_key_touched',
  data: 'data_touched',
}

/** Answers `block_effects`: which accounts a block touched, and how. */
export function blockEffects(node: Node, params: Params): Json {
  const block = findBlock(node, params, unknownBlockOfChanges)
  const touched = new Map<string, JsonObject>()
  for (const { column, accountId } of sortChanges(block.changes)) {
    touched.set(`${column}/${accountId}`, { type: TOUCHED[column], account_id: accountId })
  }
  return { block_hash: block.header.hash, changes: [...touched.values()] }
}

function ofAccounts(column: StateChange['column'], fields: Fields): Filter {
  const accounts = new Set(
    readList(fields, 'account_ids', (item) => readAccountId({ account_id: item })),
  )
  return (change) => change.column === column && accounts.has(change.accountId)
}

function ofKeys(fields: Fields): Filter {
  const keys = readList(fields, 'keys', (item) => {
    const key = isFields(item) ? item : {}
    return `${readAccountId(key)}/${readPublicKey(key).text}`
  })
  return ({ column, accountId, suffix }) =>
    column === 'accessKey' && keys.includes(`${accountId}/${suffix}`)
}
