import { createBoundedCache } from './bounded-cache.ts'
import type { Clock } from './clock.ts'

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
  /** Most keys that are remembered. */
  max: number
}): (key: K) => Promise<V> {
  const entries = createBoundedCache<K, { value: Promise<V>; until: number }>(max)

  return (key) => {
    const known = entries.get(key)
    if (known !== undefined && clock.now() < known.until) return known.value
    const entry = { value: load(key), until: Number.POSITIVE_INFINITY }
    entries.set(key, entry)
    entry.value.then(
      () => {
        entry.until = clock.now() + ttlMs
      },
      () => {
        entry.until = clock.now() + failureTtlMs
      },
    )
    return entry.value
  }
}
