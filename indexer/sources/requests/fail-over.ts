import type { Clock } from '../../clock.ts'
import { IndexerError, isIndexerError } from '../../errors.ts'
import { createRests } from './rests.ts'

/** Something that can be asked; messages call it by its name, which holds no key. */
export type Endpoint = { name: string }

export type FailOver<E extends Endpoint> = {
  /**
   * Asks one endpoint after another until one answers with what is enough; the best answer there was if none is.
   *
   * One that refuses is asked again only if there is no other that could answer now or later.
   *
   * @throws if none answers at all what passes, if any did so; at once what another endpoint cannot mend.
   */
  first<T>(ask: (endpoint: E) => Promise<T>, isEnough: (answer: T) => boolean): Promise<T>
  /** Asks all that do not rest at once, and gives the answers of those that answer; throws if none does. */
  all<T>(ask: (endpoint: E) => Promise<T>): Promise<T[]>
}

type Failure<E> = { endpoint: E; error: IndexerError }

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
  const rests = createRests(endpoints, clock)

  const tried = async <T>(endpoint: E, ask: (endpoint: E) => Promise<T>): Promise<T> => {
    try {
      const answer = await ask(endpoint)
      rests.end(endpoint)
      return answer
    } catch (error) {
      if (error instanceof IndexerError && (error.retryable || isRefusal(error))) {
        rests.begin(endpoint, error)
      }
      throw error
    }
  }

  /** Tells of failures but the one that is thrown. */
  const tell = (failures: readonly Failure<E>[], thrown?: IndexerError) => {
    for (const { endpoint, error } of failures) if (error !== thrown) onFailure(endpoint, error)
  }

  const first: FailOver<E>['first'] = async (ask, isEnough) => {
    const failures: Failure<E>[] = []
    let answered: { answer: Awaited<ReturnType<typeof ask>> } | undefined
    for (const endpoint of rests.inTurn()) {
      const hasHope = answered !== undefined || !failures.every(({ error }) => isRefusal(error))
      if (rests.refuses(endpoint) && hasHope) break
      try {
        const answer = await tried(endpoint, ask)
        answered ??= { answer }
        if (isEnough(answer)) {
          answered = { answer }
          break
        }
      } catch (error) {
        if (!mayDoBetter(error)) throw error
        failures.push({ endpoint, error })
      }
    }
    if (answered === undefined) {
      const thrown = worthThrowing(failures)
      tell(failures, thrown)
      throw thrown
    }
    tell(failures)
    return answered.answer
  }

  return {
    first,
    async all(ask) {
      const awake = endpoints.filter((endpoint) => !rests.rests(endpoint))
      const asked = awake.length > 0 ? awake : rests.inTurn().slice(0, 1)
      const results = await Promise.allSettled(asked.map((endpoint) => tried(endpoint, ask)))
      const answers = results.flatMap((result) =>
        result.status === 'fulfilled' ? [result.value] : [],
      )
      const failures = results.flatMap((result, i): { endpoint: E; error: unknown }[] =>
        result.status === 'rejected' ? [{ endpoint: asked[i] as E, error: result.reason }] : [],
      )
      const mendable = failures.filter((failure): failure is Failure<E> =>
        mayDoBetter(failure.error),
      )
      if (answers.length > 0) {
        tell(mendable)
        return answers
      }
      const wrong = failures.find(({ error }) => !mayDoBetter(error))
      if (wrong !== undefined) throw wrong.error
      // Those that rest may still come back.
      if (mendable.every(({ error }) => isRefusal(error))) return [await first(ask, () => true)]
      throw worthThrowing(mendable)
    },
  }
}

const isRefusal = (error: unknown): boolean => isIndexerError(error, 'SOURCE_REFUSED')

/** Tells whether another endpoint may do better than one that failed. */
function mayDoBetter(error: unknown): error is IndexerError {
  return error instanceof IndexerError && (error.retryable || error.elsewhere)
}

/** Returns what passes before what does not, and of refusals one that names them all. */
function worthThrowing(failures: readonly Failure<Endpoint>[]): IndexerError {
  const errors = failures.map(({ error }) => error)
  const last = errors.at(-1) as IndexerError
  const better = errors.find(({ retryable }) => retryable) ?? errors.findLast((e) => !isRefusal(e))
  if (better !== undefined || errors.length === 1) return better ?? last
  const said = errors.map(({ message }) => message).join(' ')
  return new IndexerError(last.code, `All ${errors.length} servers refuse. ${said}`, last.details, {
    cause: last,
  })
}
