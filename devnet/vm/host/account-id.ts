/** Kinds of accounts by the form of their id; a transfer to all but the first may create the account. */
export type AccountKind = 'named' | 'near_implicit' | 'eth_implicit' | 'deterministic' | 'universal'

/** Lengths by the NEAR account id rules (`near-account-id`). */
const MIN_LENGTH = 2
const MAX_LENGTH = 64

/** Tells whether an account id has the form that NEAR demands: lower-case words and digits, joined by single dots, dashes or underscores. */
export function isValidAccountId(id: string): boolean {
  if (id.length < MIN_LENGTH || id.length > MAX_LENGTH) return false
  let afterSeparator = true
  for (const char of id) {
    const isSeparator = char === '.' || char === '-' || char === '_'
    const isWord = (char >= 'a' && char <= 'z') || (char >= '0' && char <= '9')
    if (!isSeparator && !isWord) return false
    if (isSeparator && afterSeparator) return false
    afterSeparator = isSeparator
  }
  return !afterSeparator
}

/** Gives the kind of a valid account id. Source: `near-account-id`, `validation.rs`. */
export function kindOfAccount(id: string): AccountKind {
  if (/^[0-9a-f]{64}$/.test(id)) return 'near_implicit'
  if (/^0x[0-9a-f]{40}$/.test(id)) return 'eth_implicit'
  if (/^0s[0-9a-f]{40}$/.test(id)) return 'deterministic'
  if (/^0u[0-9a-hjkmnp-tv-z]{51}[0g]$/.test(id)) return 'universal'
  return 'named'
}
