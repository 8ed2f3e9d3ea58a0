/** Writes a whole number with commas: 1,234,567. */
export const formatCount = (count: number): string => count.toLocaleString('en')

/** Writes how many there are of something: `1 block`, `2 blocks`. */
export const formatAmount = (count: number, one: string, many = `${one}s`): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`

/** Cuts a hash to its first eight characters, enough to tell those of one page apart. */
export const shortHash = (hash: string): string => `${hash.slice(0, 8)}…`

/** Joins words as a sentence does: `a`, `a and b`, `a, b and c`. */
export function joinWords(words: readonly string[], conjunction = 'and'): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`
}
