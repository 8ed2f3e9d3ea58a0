import { setTimeout as wait } from 'node:timers/promises'

/** Where an indexer takes its time from. */
export type Clock = {
  /** Milliseconds since 1970. */
  now(): number
  /** Waits; ends early, without an error, when the signal is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

export const systemClock: Clock = {
  now: Date.now,
  async sleep(ms, signal) {
    try {
      await wait(ms, undefined, { signal })
    } catch (error) {
      if (!signal.aborted) throw error
    }
  },
}
