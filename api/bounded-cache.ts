/** A map that forgets what was not used for the longest time. */
export type BoundedCache<K, V> = {
  get(key: K): V | undefined
  set(key: K, value: V): void
  delete(key: K): void
  readonly size: number
}

/** Makes a cache whose values weigh at most `max` together; each weighs 1 unless `weigh` says otherwise. */
export function createBoundedCache<K, V>(
  max: number,
  weigh: (value: V) => number = () => 1,
): BoundedCache<K, V> {
  // A Map keeps the order of insertion, so the first key is the one not used for the longest time.
  const entries = new Map<K, V>()
  let weight = 0

  const forget = (key: K) => {
    const value = entries.get(key)
    if (value === undefined) return
    entries.delete(key)
    weight -= weigh(value)
  }

  return {
    get(key) {
      const value = entries.get(key)
      if (value !== undefined) {
        entries.delete(key)
        entries.set(key, value)
      }
      return value
    },
    set(key, value) {
      forget(key)
      entries.set(key, value)
      weight += weigh(value)
      for (const oldest of entries.keys()) {
        if (weight <= max) break
        forget(oldest)
      }
    },
    delete: forget,
    get size() {
      return entries.size
    },
  }
}
