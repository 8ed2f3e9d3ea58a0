import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { createTally } from './tally.ts'

/** What the API counts; labels have as many values as the program knows, never names that clients choose. */
export type ApiMetrics = {
  registry: Registry
  /** `seconds` is null where it was not measured. */
  onAnswer: (route: string, status: number, seconds: number | null) => void
  /** Counts an error in an answer to GraphQL. */
  onError: (code: string) => void
  onLookup: (cache: string, hit: boolean) => void
  /** Counts what NEAR was asked, by `ok` or the code of what went wrong. */
  onChainRead: (kind: string, outcome: string, seconds: number) => void
}

// From an answer that is remembered to one that waits for a node as long as may be.
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Makes the API's metrics, apart from those of any other. */
export function createApiMetrics({ version }: { version: string }): ApiMetrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  new Gauge({
    name: 'countersign_build_info',
    help: 'Version of the program; always 1.',
    labelNames: ['version'],
    registers,
  }).set({ version }, 1)
  const requests = createTally({
    name: 'countersign_api_requests_total',
    help: 'Requests that were answered.',
    labelNames: ['route', 'status'],
    registers,
  })
  const seconds = new Histogram({
    name: 'countersign_api_request_seconds',
    help: 'Time from a request to the beginning of its answer.',
    labelNames: ['route'],
    buckets: SECONDS,
    registers,
  })
  const errors = new Counter({
    name: 'countersign_api_graphql_errors_total',
    help: 'Errors in answers to GraphQL.',
    labelNames: ['code'],
    registers,
  })
  const lookups = createTally({
    name: 'countersign_api_cache_lookups_total',
    help: 'Questions that a cache was asked, and whether it knew the answer.',
    labelNames: ['cache', 'result'],
    registers,
  })
  const chainReads = new Histogram({
    name: 'countersign_api_chain_read_seconds',
    help: 'Questions to NEAR, with all attempts at each.',
    labelNames: ['kind', 'outcome'],
    buckets: SECONDS,
    registers,
  })

  return {
    registry,
    onAnswer(route, status, time) {
      requests.add({ route, status: String(status) }, `${route} ${status}`)
      if (time !== null) seconds.observe({ route }, time)
    },
    onError: (code) => errors.inc({ code }),
    onLookup: (cache, hit) => {
      const result = hit ? 'hit' : 'miss'
      lookups.add({ cache, result }, `${cache} ${result}`)
    },
    onChainRead: (kind, outcome, time) => chainReads.observe({ kind, outcome }, time),
  }
}
