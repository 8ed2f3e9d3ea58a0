/** Orders what a column holds of an account. */
export function bySuffix([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
