import type { Clock } from '../../clock.ts'

/** Waits until one more request may be made; ends early when the signal is aborted. */
export type RateLimit = (signal: AbortSignal) => Promise<void>

// Of the requests of a minute, this part may come at once; the others are spread, so that no minute has more than all.
const BURST = 0.1

/** Makes a limit of so many requests in any minute, or of none: a token bucket that holds a tenth of them. */
export function createRateLimit(perMinute: number | undefined, clock: Clock): RateLimit {
  if (perMinute === undefined) return async () => {}
  const burst = Math.max(1, Math.floor(perMinute * BURST))
  const msPerRequest = 60_000 / Math.max(1, perMinute - burst)
  // When the bucket would be full again if no more requests came.
  let fullAt = Number.NEGATIVE_INFINITY
  return async (signal) => {
    const now = clock.now()
    const wait = fullAt - now - (burst - 1) * msPerRequest
    fullAt = Math.max(fullAt, now) + msPerRequest
    if (wait > 0) await clock.sleep(wait, signal)
  }
}
