import type { Logger } from 'pino'
import type { RequestCount, SourceStats } from '../../block.ts'
import type { Clock } from '../../clock.ts'
import { IndexerError, isIndexerError } from '../../errors.ts'
import { createFailOver, type Endpoint } from './fail-over.ts'
import { retry } from './retry.ts'

/** Asks endpoints that stand in for each other, and waits out what passes. */
export type Requests<E extends Endpoint> = {
  /** Asks until an endpoint answers; one whose answer is not enough is passed over while another one has more. */
  ask<T>(
    ask: (endpoint: E) => Promise<T>,
    signal: AbortSignal,
    isEnough?: (answer: T) => boolean,
  ): Promise<T>
  /** Asks every endpoint that is in order, and waits until at least one answers. */
  askAll<T>(ask: (endpoint: E) => Promise<T>, signal: AbortSignal): Promise<T[]>
  /** Counts what was asked again, and says what is being waited out. */
  stats(): Pick<SourceStats, 'retries' | 'trouble'> & { requests: RequestCount[] }
}

export type RequestOptions = {
  logger: Pick<Logger, 'warn'>
  clock: Clock
  random?: (() => number) | undefined
}

export function createRequests<E extends Endpoint>({
  endpoints,
  logger,
  clock,
  random = Math.random,
}: RequestOptions & { endpoints: readonly E[] }): Requests<E> {
  const retries: SourceStats['retries'] = {}
  let trouble: IndexerError | null = null
  const count = (error: IndexerError) => {
    retries[error.code] = (retries[error.code] ?? 0) + 1
  }
  const failOver = createFailOver({
    endpoints,
    clock,
    onFailure({ name }, error) {
      count(error)
      const next = isIndexerError(error, 'SOURCE_REFUSED')
        ? 'It is left alone for an hour; another one is asked.'
        : 'Another one is asked.'
      logger.warn({ code: error.code, endpoint: name }, `${error.message} ${next}`)
    },
  })

  const requests = new Map<string, RequestCount>()
  const counted =
    <T>(ask: (endpoint: E) => Promise<T>) =>
    async (endpoint: E): Promise<T> => {
      const tally = (outcome: string) => {
        const key = `${endpoint.name} ${outcome}`
        const { count } = requests.get(key) ?? { count: 0 }
        requests.set(key, { endpoint: endpoint.name, outcome, count: count + 1 })
      }
      try {
        const answer = await ask(endpoint)
        tally('ok')
        return answer
      } catch (error) {
        tally(error instanceof IndexerError ? error.code : 'cancelled')
        throw error
      }
    }

  const waitOut = async <T>(attempt: () => Promise<T>, signal: AbortSignal): Promise<T> => {
    const answer = await retry(attempt, {
      clock,
      random,
      signal,
      onFailure(error, attempts, pauseMs) {
        count(error)
        trouble = error
        logger.warn({ code: error.code, attempt: attempts, pauseMs }, error.message)
      },
    })
    trouble = null
    return answer
  }

  return {
    ask: (ask, signal, isEnough = () => true) =>
      waitOut(() => failOver.first(counted(ask), isEnough), signal),
    askAll: (ask, signal) => waitOut(() => failOver.all(counted(ask)), signal),
    stats: () => ({ retries: { ...retries }, requests: [...requests.values()], trouble }),
  }
}
