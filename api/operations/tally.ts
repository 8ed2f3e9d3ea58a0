import { Counter, type CounterConfiguration } from 'prom-client'

/** Counts what happens with every request, at the price of an addition. */
export type Tally<L extends string> = {
  /** Adds one to the count of the labels; `key` must be another for other labels. */
  add(labels: Readonly<Record<L, string>>, key: string): void
}

/** Makes a counter that is brought up to date when it is read: checking the labels each time would cost more than a verdict's cache. */
export function createTally<L extends string>(configuration: CounterConfiguration<L>): Tally<L> {
  const counts = new Map<string, { labels: Readonly<Record<L, string>>; since: number }>()
  new Counter({
    ...configuration,
    collect() {
      for (const entry of counts.values()) {
        this.inc(entry.labels, entry.since)
        entry.since = 0
      }
    },
  })
  return {
    add(labels, key) {
      const entry = counts.get(key)
      if (entry === undefined) counts.set(key, { labels, since: 1 })
      else entry.since += 1
    },
  }
}
