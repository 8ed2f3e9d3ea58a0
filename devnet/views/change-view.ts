import type { JsonObject } from '../primitives/json.ts'
import { base64 } from '../primitives/json.ts'
import { dataKey } from '../runtime/contract-storage.ts'
import type { AccessKey, Account } from '../runtime/types.ts'
import type { ChangeCause, Column, StateChange } from '../state/types.ts'
import { accountView } from './account-view.ts'
import { accessKeyView } from './action-view.ts'

/** Columns that clients see, in the order of nearcore's trie keys. */
const VISIBLE: readonly Column[] = ['account', 'code', 'accessKey', 'data']

/** A block's changes as nearcore's `StateChangeWithCauseView`s, in the order of its trie: by column, account and key. */
export function changeViews(changes: readonly StateChange[]): JsonObject[] {
  return sortChanges(changes).map((change) => ({
    cause: causeView(change.cause),
    ...changeView(change),
  }))
}

/** Orders changes by where they are; those of one value stay in the order of time. */
export function sortChanges(changes: readonly StateChange[]): StateChange[] {
  return changes
    .filter(({ column }) => VISIBLE.includes(column))
    .sort(
      (a, b) =>
        VISIBLE.indexOf(a.column) - VISIBLE.indexOf(b.column) ||
        compare(a.accountId, b.accountId) ||
        compare(a.suffix, b.suffix),
    )
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

function causeView(cause: ChangeCause): JsonObject {
  switch (cause.type) {
    case 'transaction_processing':
      return { type: cause.type, tx_hash: cause.txHash }
    case 'initial_state':
    case 'updated_delayed_receipts':
    case 'migration':
      return { type: cause.type }
    case 'action_receipt_processing_started':
    case 'action_receipt_gas_reward':
    case 'receipt_processing':
    case 'postponed_receipt':
      return { type: cause.type, receipt_hash: cause.receiptHash }
  }
}

function changeView({ column, accountId, suffix, value }: StateChange): JsonObject {
  const account_id = accountId
  switch (column) {
    case 'account': {
      const change = value ? { account_id, ...accountView(value as Account) } : { account_id }
      return { type: value ? 'account_update' : 'account_deletion', change }
    }
    case 'accessKey': {
      const key = { account_id, public_key: suffix }
      const access_key = value && accessKeyView(value as AccessKey)
      return value
        ? { type: 'access_key_update', change: { ...key, access_key } }
        : { type: 'access_key_deletion', change: key }
    }
    case 'code':
      return value
        ? {
            type: 'contract_code_update',
            change: { account_id, code_base64: base64(value as Uint8Array) },
          }
        : { type: 'contract_code_deletion', change: { account_id } }
    case 'data': {
      const key = { account_id, key_base64: base64(dataKey(suffix)) }
      return value
        ? {
            type: 'data_update',
            change: { ...key, value_base64: base64(value as Uint8Array) },
          }
        : { type: 'data_deletion', change: key }
    }
    case 'globalCode':
    case 'receivedData':
    case 'postponedReceiptId':
    case 'pendingDataCount':
    case 'postponedReceipt':
    case 'yieldedReceipt':
    case 'yieldStatus':
    case 'yieldDataId':
    case 'yieldId':
    case 'yieldTimeout':
    case 'yieldTimeouts':
      throw new Error(`changes of ${column} are not shown`)
  }
}
