import { type BorshReader, malformed } from './borsh-reader.ts'

/** Shortest and longest account id. Source: nearcore's `near-account-id`, `AccountId::MIN_LEN`, `MAX_LEN`. */
const MIN_LENGTH = 2
const MAX_LENGTH = 64

/** Tells whether a text is a valid account id: parts of a-z and 0-9, joined by single `-`, `_` or `.`. */
export function isAccountId(text: string): boolean {
  if (text.length < MIN_LENGTH || text.length > MAX_LENGTH) return false
  let afterSeparator = true
  for (const character of text) {
    const separator = character === '-' || character === '_' || character === '.'
    if (separator && afterSeparator) return false
    if (!separator && !isAlphanumeric(character)) return false
    afterSeparator = separator
  }
  return !afterSeparator
}

/** Reads an account id in borsh, where nearcore's `near-account-id` refuses what is none. */
export function readAccountId(reader: BorshReader): string {
  const text = reader.string()
  if (!isAccountId(text)) throw malformed(`"${text.slice(0, 128)}" is no account id`)
  return text
}

function isAlphanumeric(character: string): boolean {
  return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9')
}

export type AccountKind = 'named' | 'near-implicit' | 'eth-implicit' | 'deterministic' | 'universal'

/**
 * Which rules an id's creation follows: named, 64 hex, `0x` with 40 hex (NEP-518), `0s` with 40 hex (NEP-616), `0u` with 52 characters of Crockford's base32
 * (`near-account-id`, `validation.rs`: 260 bits, of which the last four are zero).
 */
export function accountKind(accountId: string): AccountKind {
  if (/^[0-9a-f]{64}$/.test(accountId)) return 'near-implicit'
  if (/^0x[0-9a-f]{40}$/.test(accountId)) return 'eth-implicit'
  if (/^0s[0-9a-f]{40}$/.test(accountId)) return 'deterministic'
  if (/^0u[0-9a-hjkmnp-tv-z]{51}[0g]$/.test(accountId)) return 'universal'
  return 'named'
}

export function isTopLevel(accountId: string): boolean {
  return !accountId.includes('.')
}

/** Tells whether `accountId` is one part in front of `parentId`: `a.b.near` of `b.near`. */
export function isSubAccountOf(accountId: string, parentId: string): boolean {
  if (!accountId.endsWith(`.${parentId}`)) return false
  return !accountId.slice(0, -parentId.length - 1).includes('.')
}

/** The account that refunds come from. It has no state. */
export const SYSTEM_ACCOUNT = 'system'
