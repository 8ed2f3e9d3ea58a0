import type { JsonObject } from '../../primitives/json.ts'
import { parsePublicKey, publicKeyBytes } from '../../primitives/public-key.ts'
import type { AccessKey } from '../../runtime/types.ts'
import { accessKeyView } from '../../views/action-view.ts'
import { isGiven, readAccountId, readPublicKey } from '../params.ts'
import { handlerError } from '../rpc-error.ts'
import { OldStyleError } from './old-style-error.ts'
import { readPage } from './page.ts'
import type { StateQuery } from './types.ts'
import { blockFields } from './types.ts'

/** Keys in one answer. Source: nearcore `default_view_access_keys_limit`. */
const MAX_KEYS = 100

export function viewAccessKey({ state, fields, block }: StateQuery): JsonObject {
  const accountId = readAccountId(fields)
  const publicKey = readPublicKey(fields).text
  const key = state.get('accessKey', accountId, publicKey)
  if (key) return accessKeyView(key)
  const info = { public_key: publicKey, ...blockFields(block) }
  const data = `Access key for public key ${publicKey} does not exist while viewing`
  const error = handlerError('UNKNOWN_ACCESS_KEY', info, data)
  throw new OldStyleError(`access key ${publicKey} does not exist while viewing`, error)
}

/** Lists an account's keys in the order of their bytes; an account that is not there has none. */
export function viewAccessKeyList({ state, fields, block }: StateQuery): JsonObject {
  const accountId = readAccountId(fields)
  const keys = state.list('accessKey', accountId).map(withBytes).sort(byBytes)
  const after = isGiven(fields, 'after_key') ? readPublicKey(fields, 'after_key') : undefined
  const page = readPage(fields, { after: after !== undefined, most: MAX_KEYS })
  if (!page && keys.length > MAX_KEYS) {
    const info = { requested_account_id: accountId, limit: MAX_KEYS, ...blockFields(block) }
    const data = `Account ${accountId} has more than ${MAX_KEYS} access keys; use a paginated view_access_key_list request`
    throw handlerError('TOO_MANY_ACCESS_KEYS', info, data)
  }
  const afterBytes = after && publicKeyBytes(after)
  const rest = afterBytes ? keys.filter(({ bytes }) => Buffer.compare(bytes, afterBytes) > 0) : keys
  const shown = rest.slice(0, page?.items)
  return {
    keys: shown.map(({ text, key }) => ({ public_key: text, access_key: accessKeyView(key) })),
    ...(shown.length < rest.length ? { last_key: shown.at(-1)?.text } : {}),
  }
}

type Listed = { text: string; key: AccessKey; bytes: Uint8Array }

function withBytes([text, key]: [text: string, key: AccessKey]): Listed {
  return { text, key, bytes: publicKeyBytes(parsePublicKey(text)) }
}

function byBytes(a: Listed, b: Listed): number {
  return Buffer.compare(a.bytes, b.bytes)
}
