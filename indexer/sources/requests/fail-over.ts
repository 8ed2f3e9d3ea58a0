import type { Clock } from '../../clock.ts'
import { IndexerError } from '../../errors.ts'
import { isRetryable, wantedPauseMs } from './retry.ts'

/** Something that can be asked; messages call it by its name, which holds no key. */
export type Endpoint = { name: string }

export type FailOver<E extends Endpoint> = {
  /**
   * Asks one endpoint after another until one answers with what is enough; the best answer there was if none is.
   *
   * @throws what the last one failed with, if none answers at all; at once what does not pass.
   */
  first<T>(ask: (endpoint: E) => Promise<T>, isEnough: (answer: T) => boolean): Promise<T>
  /** Asks all that do not rest at once, and gives the answers of those that answer; throws if none does. */
  all<T>(ask: (endpoint: E) => Promise<T>): Promise<T[]>
}

// An endpoint that failed is left alone for half a minute, twice as long each time, at most ten minutes.
const REST_MS = 30_000
const LONGEST_REST_MS = 600_000

/** Makes a fail-over between endpoints that stand in for each other, the preferred one first. */
export function createFailOver<E extends Endpoint>({
  endpoints,
  clock,
  onFailure,
}: {
  endpoints: readonly E[]
  clock: Clock
  /** Is told when an endpoint failed and another one is asked instead. */
  onFailure: (endpoint: E, error: IndexerError) => void
}): FailOver<E> {
  const resting = new Map<E, { until: number; failures: number }>()
  const restOf = (endpoint: E): number => resting.get(endpoint)?.until ?? 0

  /** Those that do not rest in the order of preference, then those that rest, which are better than nothing. */
  const inTurn = (): E[] => {
    const now = clock.now()
    const restLeft = (endpoint: E): number => Math.max(0, restOf(endpoint) - now)
    return endpoints.toSorted((a, b) => restLeft(a) - restLeft(b))
  }

  const tried = async <T>(endpoint: E, ask: (endpoint: E) => Promise<T>): Promise<T> => {
    try {
      const answer = await ask(endpoint)
      resting.delete(endpoint)
      return answer
    } catch (error) {
      if (isRetryable(error)) {
        const failures = (resting.get(endpoint)?.failures ?? 0) + 1
        const rest = Math.min(REST_MS * 2 ** (failures - 1), LONGEST_REST_MS)
        const until = clock.now() + Math.max(rest, wantedPauseMs(error))
        resting.set(endpoint, { until, failures })
      }
      throw error
    }
  }

  return {
    async first(ask, isEnough) {
      const turn = inTurn()
      let answered: { answer: Awaited<ReturnType<typeof ask>> } | undefined
      for (const [i, endpoint] of turn.entries()) {
        try {
          const answer = await tried(endpoint, ask)
          if (isEnough(answer)) return answer
          answered ??= { answer }
        } catch (error) {
          const isLast = i === turn.length - 1
          if (!mayDoBetter(error) || (isLast && answered === undefined)) throw error
          onFailure(endpoint, error)
        }
      }
      return (answered as NonNullable<typeof answered>).answer
    },
    async all(ask) {
      const now = clock.now()
      const awake = endpoints.filter((endpoint) => restOf(endpoint) <= now)
      const asked = awake.length > 0 ? awake : inTurn().slice(0, 1)
      const results = await Promise.allSettled(asked.map((endpoint) => tried(endpoint, ask)))
      const answers = results.flatMap((result) =>
        result.status === 'fulfilled' ? [result.value] : [],
      )
      const failed = results.find(({ status }) => status === 'rejected')
      if (answers.length === 0 && failed?.status === 'rejected') throw failed.reason
      return answers
    },
  }
}

/** Tells whether another endpoint may do better than one that failed. */
function mayDoBetter(error: unknown): error is IndexerError {
  return error instanceof IndexerError && (error.retryable || error.elsewhere)
}
