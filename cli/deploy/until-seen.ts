import { setTimeout as sleep } from 'node:timers/promises'

// An endpoint behind a load balancer may be some blocks behind the one that took the transaction; a block takes 0.6 s.
const ATTEMPTS = 10
const PAUSE_MS = 600

/** Reads until what was read is as wanted; returns it as it was last, wanted or not. */
export async function untilSeen<T>(
  read: () => Promise<T>,
  wanted: (value: T) => boolean,
  signal: AbortSignal,
): Promise<T> {
  let value = await read()
  for (let attempt = 1; attempt < ATTEMPTS && !wanted(value); attempt++) {
    await sleep(PAUSE_MS, undefined, { signal })
    value = await read()
  }
  return value
}
