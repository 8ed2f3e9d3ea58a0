/** A moment, for machines and for people. */
export type Instant = { iso: string; text: string }

/** Reads nanoseconds since 1970, decimal; null if no calendar has that moment. */
export function readInstant(nanoseconds: string): Instant | null {
  const date = new Date(Number(BigInt(nanoseconds) / 1_000_000n))
  if (Number.isNaN(date.getTime())) return null
  const iso = date.toISOString()
  return { iso, text: FORMAT.format(date) }
}

const FORMAT = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'UTC',
})

// Final blocks come about every 600 ms.
const BLOCK_SECONDS = 0.6

/** Says how long so many blocks take, roughly: `12 s`, `5 min`, `3 h`, `2 days`. */
export function blocksTime(blocks: number): string {
  const seconds = Math.round(blocks * BLOCK_SECONDS)
  if (seconds < 90) return `${seconds} s`
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`
  if (seconds < 48 * 3600) return `${Math.round(seconds / 3600)} h`
  return `${Math.round(seconds / 86_400)} days`
}
