import { createBoundedCache } from './bounded-cache.ts'
import type { Clock } from './clock.ts'
import type { MaybePromise } from './maybe-promise.ts'

/**
 * Makes a function that loads a value and returns the same for a while.
 *
 * Questions that come while a value is being loaded share the load. A failure is remembered too, for its own time, so that those
 * who ask over and over do not make an outage worse.
 */
export function createFreshCache<K, V>({
  load,
  clock,
  ttlMs,
  failureTtlMs,
  max,
}: {
  load: (key: K) => Promise<V>
  clock: Clock
  ttlMs: number
  failureTtlMs: number
  /** Most keys that are remembered; at least 2. */
  max: number
}): (key: K) => MaybePromise<V> {
  type Entry = { value: MaybePromise<V>; until: number }
  const entries = createBoundedCache<K, Entry>(max)

  return (key) => {
    const known = entries.get(key)
    if (known !== undefined && clock.now() < known.until) return known.value
    const loading = load(key)
    const entry: Entry = { value: loading, until: Number.POSITIVE_INFINITY }
    entries.set(key, entry)
    loading.then(
      (value) => {
        entry.value = value
        entry.until = clock.now() + ttlMs
      },
      () => {
        entry.until = clock.now() + failureTtlMs
      },
    )
    return loading
  }
}
