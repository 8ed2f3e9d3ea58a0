/** The alphabet of base58. */
const DIGITS = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const VALUES = new Map(Array.from(DIGITS, (digit, value) => [digit, value] as const))

/** As many digits as an exact JavaScript number holds: 58^9 < 2^53. */
const KEY_DIGITS = 9

/**
 * Gives a number to look an id up by: its last digits, since the first are not even. Ids that share one are told apart by what
 * is found; an index over whole ids would be several times as large.
 */
export function placeKey(id: string): number {
  let key = 0
  for (const digit of id.slice(-KEY_DIGITS)) key = key * DIGITS.length + (VALUES.get(digit) ?? 0)
  return key
}
