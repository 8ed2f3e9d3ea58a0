import { setTimeout as sleep } from 'node:timers/promises'
import type { Endpoint } from './endpoint.ts'
import { ChainError, isChainError } from './errors.ts'

export type FailOver = <T>(
  asked: string,
  ask: (endpoint: Endpoint, signal: AbortSignal) => Promise<T>,
  signal?: AbortSignal,
) => Promise<T>

// 150 ms, 300 ms, 600 ms …: the first pause is about a NEAR block's quarter, the last at most 10 s.
const FIRST_PAUSE_MS = 150
const LONGEST_PAUSE_MS = 10_000

/**
 * Makes a function that asks one endpoint after another, `rounds` times over, until one answers.
 *
 * It begins with the endpoint that answered last. An answer that is final (`retry: never`) is thrown at once.
 */
export function createFailOver({
  endpoints,
  rounds,
  signal: lifetime,
  random = Math.random,
  onFailure,
}: {
  endpoints: readonly Endpoint[]
  rounds: number
  signal: AbortSignal
  random?: () => number
  onFailure: (error: ChainError) => void
}): FailOver {
  let preferred = 0

  return async (asked, ask, signal) => {
    const stop = signal === undefined ? lifetime : AbortSignal.any([lifetime, signal])
    const failures: ChainError[] = []
    for (let round = 0; round < rounds; round++) {
      const first = preferred
      let inRound: ChainError[] = []
      for (let i = 0; i < endpoints.length; i++) {
        const at = (first + i) % endpoints.length
        if (stop.aborted) throw cancelled(asked, stop)
        try {
          const answer = await ask(endpoints[at] as Endpoint, stop)
          preferred = at
          return answer
        } catch (error) {
          if (!isChainError(error) || !error.retryable) throw error
          onFailure(error)
          inRound = [...inRound, error]
        }
      }
      failures.push(...inRound)
      if (!inRound.some((error) => error.retry === 'again')) break
      if (round + 1 < rounds) await pause(pauseMs(round, inRound, random), asked, stop)
    }
    throw summary(asked, endpoints, failures)
  }
}

function pauseMs(round: number, failures: readonly ChainError[], random: () => number): number {
  const waits = failures.map(({ details }) => Number(details.retryAfter ?? 0) * 1000)
  const wanted = Math.max(FIRST_PAUSE_MS * 2 ** round, Math.min(...waits))
  // Half of it is left to chance, so that clients that failed together do not come back together.
  return Math.min(wanted, LONGEST_PAUSE_MS) * (0.75 + random() / 2)
}

async function pause(ms: number, asked: string, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal })
  } catch {
    throw cancelled(asked, signal)
  }
}

function cancelled(asked: string, signal: AbortSignal): ChainError {
  return new ChainError('CANCELLED', `${asked} was cancelled.`, { cause: signal.reason })
}

/** Returns the failure that says most: a node's own answer, else the one that all share, else that none answered. */
function summary(
  asked: string,
  endpoints: readonly Endpoint[],
  failures: readonly ChainError[],
): ChainError {
  const answer = failures.findLast(({ retry }) => retry === 'elsewhere')
  if (answer !== undefined) return answer
  const last = failures.at(-1)
  if (
    last !== undefined &&
    failures.every(({ code }) => code === last.code) &&
    last.code !== 'RPC_UNREACHABLE'
  ) {
    return last
  }
  const names = endpoints.map(({ name }) => name).join(', ')
  const said = [...new Set(failures.map(({ message }) => message))].join(' ')
  return new ChainError(
    'RPC_UNREACHABLE',
    `No RPC endpoint (${names}) answered ${asked}. ${said} Check that one of them runs and is spelled right.`,
    { details: { endpoints: names, attempts: failures.length }, cause: last },
  )
}
