import { consistsOf, DIGITS, LOWER_LETTERS } from './characters.ts'
import { ProtocolError } from './errors.ts'

/** A NEAR account: a name, 64 hexadecimal digits, or `0x…`, `0s…`, `0u…`. */
export type AccountId = string

// NEAR's rule (nomicon, "Account ID Rules"): 2 to 64 characters, parts of a-z and 0-9 that single `-`, `_` or `.` join.
const MIN_LENGTH = 2
const MAX_LENGTH = 64
const CHARACTERS = `${LOWER_LETTERS}${DIGITS}-`
const LOWER_HEX = `${DIGITS}abcdef`
/** Crockford's base32 in lower case: no i, l, o and u. */
const BASE32 = `${DIGITS}abcdefghjkmnpqrstvwxyz`

export function isAccountId(value: unknown): value is AccountId {
  if (typeof value !== 'string' || value.length < MIN_LENGTH || value.length > MAX_LENGTH)
    return false
  const joinedByDashes = value.split('.').join('-').split('_').join('-')
  const bounded = `-${joinedByDashes}-`
  return !bounded.includes('--') && consistsOf(joinedByDashes, CHARACTERS)
}

/** Reads an account id; throws a ProtocolError naming `field` otherwise. */
export function readAccountId(value: unknown, field: string): AccountId {
  if (isAccountId(value)) return value
  throw new ProtocolError(
    field,
    'must be a NEAR account id (2 to 64 of a-z, 0-9, with single - _ . between)',
    value ?? 'missing',
  )
}

/**
 * Returns the account under whose name others are free to make as many accounts as they like.
 *
 * `a.b.near` → `b.near`; an account without a dot is its own root; accounts below an implicit one (`a.0x…`) have that one
 * as root, since its holder makes them for nothing.
 */
export function rootAccount(id: AccountId): AccountId {
  const labels = id.split('.')
  const top = labels[labels.length - 1] as string
  if (labels.length === 1 || isImplicitAccount(top)) return top
  return `${labels[labels.length - 2]}.${top}`
}

/** Tells whether an id is derived from a key or from a contract's initial state instead of being a name (`near-account-id` 3.0, `validation.rs`). */
export function isImplicitAccount(id: AccountId): boolean {
  if (id.length === 64) return consistsOf(id, LOWER_HEX)
  const prefix = id.slice(0, 2)
  if (id.length === 42 && (prefix === '0x' || prefix === '0s'))
    return consistsOf(id.slice(2), LOWER_HEX)
  // 256 bits in 52 characters of five, so that the last four bits are zero.
  const last = id.slice(53)
  return (
    id.length === 54 &&
    prefix === '0u' &&
    consistsOf(id.slice(2), BASE32) &&
    (last === '0' || last === 'g')
  )
}
