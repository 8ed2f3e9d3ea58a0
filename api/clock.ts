/** Tells the time in milliseconds; only differences count. */
export type Clock = { now(): number }

/** The clock of this process, which never goes back. */
export const monotonicClock: Clock = { now: () => performance.now() }
