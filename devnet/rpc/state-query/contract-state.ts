import type { JsonObject } from '../../primitives/json.ts'
import { base64 } from '../../primitives/json.ts'
import { dataKey, dataSuffix } from '../../runtime/contract-storage.ts'
import { isGiven, readAccountId, readBase64 } from '../params.ts'
import { handlerError, internalError, notSupportedParams } from '../rpc-error.ts'
import { existingAccount } from './account.ts'
import { readPage } from './page.ts'
import type { StateQuery } from './types.ts'
import { blockFields } from './types.ts'

/** Bytes of an account's state that is shown without pages. Source: nearcore `TRIE_VIEW_STATE_SIZE_LIMIT`, 50 kB. */
const MAX_STATE_BYTES = 50_000n
/** Source: nearcore `MAX_VIEW_STATE_PAGE_ITEMS` and `MAX_VIEW_STATE_PAGE_BYTES`. */
const MAX_PAGE_ITEMS = 10_000
const MAX_PAGE_BYTES = 50_000
/** What a key has before the contract's own bytes: the column, and a separator after the account. */
const KEY_EXTRA_BYTES = 2

type Item = [suffix: string, value: Uint8Array]

/** Shows an account's data under a prefix, or a page of them. Source: nearcore `TrieViewer::view_state`. */
export function viewState(query: StateQuery): JsonObject {
  const { state, fields } = query
  const accountId = readAccountId(fields)
  const prefix = dataSuffix(readBase64(fields, 'prefix_base64'))
  const after = readAfterKey(query, prefix)
  const page = readPage(fields, { after: after !== undefined, most: MAX_PAGE_ITEMS })
  if (fields.include_proof === true) {
    if (page) throw internalError('view_state has no proof for a page')
    throw notSupportedParams('view_state with include_proof')
  }
  const account = existingAccount(query)
  if (!page) refuseTooLarge(query, accountId, account.storageUsage)
  const items = state
    .list('data', accountId)
    .filter(([key]) => key.startsWith(prefix) && (after === undefined || key > after))
  const shown = page ? firstItems(items, page.items, accountId) : items
  const last = shown.at(-1)
  return {
    values: shown.map(([key, value]) => ({ key: base64(dataKey(key)), value: base64(value) })),
    ...(last && shown.length < items.length ? { last_key: base64(dataKey(last[0])) } : {}),
  }
}

function readAfterKey({ fields }: StateQuery, prefix: string): string | undefined {
  if (!isGiven(fields, 'after_key_base64')) return undefined
  const after = dataSuffix(readBase64(fields, 'after_key_base64'))
  if (after.startsWith(prefix)) return after
  throw internalError('`after_key_base64` does not begin with `prefix_base64`')
}

function refuseTooLarge({ state, block }: StateQuery, accountId: string, usage: bigint): void {
  const codeBytes = BigInt(state.get('code', accountId)?.length ?? 0)
  if (usage - codeBytes <= MAX_STATE_BYTES) return
  const info = { contract_account_id: accountId, ...blockFields(block) }
  const data = `State of contract ${accountId} is too large to be viewed`
  throw handlerError('TOO_LARGE_CONTRACT_STATE', info, data)
}

/** Takes items until there are as many as asked for, or their bytes have reached the limit: the last may run over it. */
function firstItems(items: readonly Item[], most: number, accountId: string): Item[] {
  const taken: Item[] = []
  let bytes = 0
  for (const item of items) {
    if (taken.length >= most || bytes >= MAX_PAGE_BYTES) break
    const [key, value] = item
    bytes += KEY_EXTRA_BYTES + accountId.length + key.length + value.length
    taken.push(item)
  }
  return taken
}
