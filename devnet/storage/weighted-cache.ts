/** Keeps what was used last, up to a weight. */
export type WeightedCache<K, V> = {
  get: (key: K) => V | undefined
  has: (key: K) => boolean
  set: (key: K, value: V, weight: number) => void
}

export function createWeightedCache<K, V>(maxWeight: number): WeightedCache<K, V> {
  const entries = new Map<K, { value: V; weight: number }>()
  let total = 0

  const remove = (key: K): void => {
    total -= entries.get(key)?.weight ?? 0
    entries.delete(key)
  }

  return {
    get: (key) => {
      const entry = entries.get(key)
      if (!entry) return undefined
      // A map keeps the order of insertion, so the first key is the one not used for longest.
      entries.delete(key)
      entries.set(key, entry)
      return entry.value
    },
    has: (key) => entries.has(key),
    set: (key, value, weight) => {
      remove(key)
      entries.set(key, { value, weight })
      total += weight
      for (const oldest of entries.keys()) {
        if (total <= maxWeight) break
        remove(oldest)
      }
    },
  }
}
