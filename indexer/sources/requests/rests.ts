import type { Clock } from '../../clock.ts'
import { type IndexerError, isIndexerError } from '../../errors.ts'
import { wantedPauseMs } from './retry.ts'

/** Which endpoints are left alone for a while, because they failed. */
export type Rests<E> = {
  /** Lets an endpoint rest after a failure: for longer each time, as long as it asks for, and for long if it refuses. */
  begin(endpoint: E, error: IndexerError): void
  end(endpoint: E): void
  rests(endpoint: E): boolean
  /** Tells whether an endpoint rests because it refused: it is not likely to do better before its time. */
  refuses(endpoint: E): boolean
  /** Those that do not rest in the order of preference, then those that failed, the one that rests the shortest first, then those that refuse. */
  inTurn(): E[]
}

// An endpoint that failed is left alone for half a minute, twice as long each time, at most ten minutes.
const REST_MS = 30_000
const LONGEST_REST_MS = 600_000
// A key that has run out is renewed by a person.
const REFUSAL_REST_MS = 3_600_000

export function createRests<E>(endpoints: readonly E[], clock: Clock): Rests<E> {
  const resting = new Map<E, { until: number; failures: number; refused: boolean }>()
  const restLeft = (endpoint: E): number =>
    Math.max(0, (resting.get(endpoint)?.until ?? 0) - clock.now())
  const refuses = (endpoint: E): boolean =>
    restLeft(endpoint) > 0 && resting.get(endpoint)?.refused === true

  return {
    begin(endpoint, error) {
      const failures = (resting.get(endpoint)?.failures ?? 0) + 1
      const refused = isIndexerError(error, 'SOURCE_REFUSED')
      const grown = Math.min(REST_MS * 2 ** (failures - 1), LONGEST_REST_MS)
      const rest = refused ? REFUSAL_REST_MS : Math.max(grown, wantedPauseMs(error))
      resting.set(endpoint, { until: clock.now() + rest, failures, refused })
    },
    end: (endpoint) => void resting.delete(endpoint),
    rests: (endpoint) => restLeft(endpoint) > 0,
    refuses,
    inTurn: () =>
      endpoints.toSorted(
        (a, b) => Number(refuses(a)) - Number(refuses(b)) || restLeft(a) - restLeft(b),
      ),
  }
}
