/** A map that forgets what was not used for long. */
export type BoundedCache<K, V> = {
  get(key: K): V | undefined
  set(key: K, value: V): void
}

/**
 * Makes a cache whose values weigh at most `max` together; each weighs 1 unless `weigh` says otherwise.
 *
 * It has two halves: what is used comes into the young one, and when that is full it becomes the old one, whose rest is forgotten.
 * So a look-up moves nothing, as it would in a list by last use.
 */
export function createBoundedCache<K, V>(
  max: number,
  weigh: (value: V, key: K) => number = () => 1,
): BoundedCache<K, V> {
  let young = new Map<K, V>()
  let old = new Map<K, V>()
  let weight = 0

  const drop = (key: K) => {
    const value = young.get(key)
    if (value !== undefined) weight -= weigh(value, key)
    young.delete(key)
    old.delete(key)
  }

  const add = (key: K, value: V) => {
    const added = weigh(value, key)
    // What is heavier than a half is not kept at all.
    if (added > max / 2) return
    if (weight + added > max / 2) {
      old = young
      young = new Map()
      weight = 0
    }
    young.set(key, value)
    weight += added
  }

  return {
    get(key) {
      const recent = young.get(key)
      if (recent !== undefined) return recent
      const value = old.get(key)
      if (value !== undefined) add(key, value)
      return value
    },
    set(key, value) {
      drop(key)
      add(key, value)
    },
  }
}
