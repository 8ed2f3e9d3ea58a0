import type { Both } from '../both.ts'

const MOST_CHARACTERS = 200
const AROUND = 24

/** Cuts a text to a length, with `…` where it was cut. */
export function cutText(text: string): string {
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text
}

/** Gives what two texts do not have in common, with a little of what they have before and behind it. */
export function differingPart(a: string, b: string): Both<string> {
  const shorter = Math.min(a.length, b.length)
  let start = 0
  while (start < shorter && a[start] === b[start]) start++
  let end = 0
  while (end < shorter - start && a.at(-end - 1) === b.at(-end - 1)) end++
  const from = Math.max(0, start - AROUND)
  const behind = Math.max(0, end - AROUND)
  const part = (text: string) =>
    cutText(
      `${from > 0 ? '…' : ''}${text.slice(from, text.length - behind)}${behind > 0 ? '…' : ''}`,
    )
  return { a: part(a), b: part(b) }
}
