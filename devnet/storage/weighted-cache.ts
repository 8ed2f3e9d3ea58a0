/** Keeps what was used lately, up to a weight. */
export type WeightedCache<K, V> = {
  get: (key: K) => V | undefined
  set: (key: K, value: V, weight: number) => void
}

type Entry<V> = { value: V; weight: number }

/**
 * Makes a cache of two generations of half the weight each: what is used goes into the young one, and once that is full the old
 * one is dropped whole. A map that forgets its oldest entries one by one slows down as it fills with holes.
 */
export function createWeightedCache<K, V>(maxWeight: number): WeightedCache<K, V> {
  let young = new Map<K, Entry<V>>()
  let old = new Map<K, Entry<V>>()
  let weight = 0

  const keep = (key: K, entry: Entry<V>): void => {
    weight += entry.weight - (young.get(key)?.weight ?? 0)
    young.set(key, entry)
    if (weight <= maxWeight / 2) return
    old = young
    young = new Map()
    weight = 0
  }

  return {
    get: (key) => {
      const known = young.get(key)
      if (known) return known.value
      const entry = old.get(key)
      if (entry) keep(key, entry)
      return entry?.value
    },
    set: (key, value, size) => keep(key, { value, weight: size }),
  }
}
