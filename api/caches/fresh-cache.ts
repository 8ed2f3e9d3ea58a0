import type { Clock } from '../clock.ts'
import { createBoundedCache } from './bounded-cache.ts'
import type { MaybePromise } from './maybe-promise.ts'

/** Is told until when what it was given may be told, if that is earlier than what it knows. */
export type Reader = { freshUntil: number }

/** Returns what was loaded lately, or loads it; `anew` loads it whatever is known, and that is known from then on. */
export type FreshCache<K, V> = ((key: K, reader?: Reader) => MaybePromise<V>) & {
  anew: (key: K) => Promise<V>
}

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
  onLookup,
}: {
  load: (key: K) => Promise<V>
  clock: Clock
  ttlMs: number
  failureTtlMs: number
  /** Most keys that are remembered; at least 2. */
  max: number
  /** Is told whether a question was answered from what is known. */
  onLookup?: ((hit: boolean) => void) | undefined
}): FreshCache<K, V> {
  type Entry = { value: MaybePromise<V>; until: number }
  const entries = createBoundedCache<K, Entry>(max)

  const loadAnew = (key: K): Promise<V> => {
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

  // It is fresh for as long at least once it is there.
  const leastMs = Math.min(ttlMs, failureTtlMs)

  const read = (key: K, reader?: Reader): MaybePromise<V> => {
    const known = entries.get(key)
    const now = clock.now()
    const hit = known !== undefined && now < known.until
    onLookup?.(hit)
    if (reader !== undefined) {
      const isThere = hit && known.until !== Number.POSITIVE_INFINITY
      reader.freshUntil = Math.min(reader.freshUntil, isThere ? known.until : now + leastMs)
    }
    return hit ? known.value : loadAnew(key)
  }
  return Object.assign(read, { anew: loadAnew })
}
