import type { Clock } from '../../clock.ts'
import { IndexerError } from '../../errors.ts'

// Half a block's time at first; half a minute at most, so that an hour's outage is over half a minute after it ends.
const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 30_000
// A server that asks for more than this is asked again all the same, to see whether it still says so.
const LONGEST_WANTED_MS = 600_000

export type RetryOptions = {
  clock: Clock
  random: () => number
  signal: AbortSignal
  /** Is told of every failure before the pause that follows it. */
  onFailure: (error: IndexerError, attempt: number, pauseMs: number) => void
}

/**
 * Calls `attempt` until it succeeds, fails for good or the signal is aborted; pauses in between, longer each time.
 *
 * A failure that passes is an IndexerError with `retryable`; anything else is thrown at once.
 */
export async function retry<T>(
  attempt: () => Promise<T>,
  { clock, random, signal, onFailure }: RetryOptions,
): Promise<T> {
  for (let failures = 1; ; failures++) {
    try {
      return await attempt()
    } catch (error) {
      if (!isRetryable(error) || signal.aborted) throw error
      const ms = pauseMs(error, failures, random)
      onFailure(error, failures, ms)
      await clock.sleep(ms, signal)
      signal.throwIfAborted()
    }
  }
}

export function isRetryable(error: unknown): error is IndexerError {
  return error instanceof IndexerError && error.retryable
}

/** Returns the milliseconds that a server wants to be left alone for: its Retry-After. */
export function wantedPauseMs(error: IndexerError): number {
  const wanted = 'retryAfterMs' in error.details ? (error.details.retryAfterMs ?? 0) : 0
  return Math.min(wanted, LONGEST_WANTED_MS)
}

/** Returns how long to wait after a number of failures in a row; clients that failed together must not come back together. */
function pauseMs(error: IndexerError, failures: number, random: () => number): number {
  const grown = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 20), LONGEST_PAUSE_MS)
  const wanted = wantedPauseMs(error)
  return Math.round(Math.max(grown * (0.75 + random() / 2), wanted * (1 + random() / 4)))
}
