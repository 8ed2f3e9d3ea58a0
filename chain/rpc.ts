import type { Logger } from 'pino'
import type { z } from 'zod'
import { readEndpoint } from './endpoint.ts'
import { ChainError } from './errors.ts'
import { createFailOver } from './fail-over.ts'
import { createTransport } from './rpc-transport.ts'

export type AskOptions = { signal?: AbortSignal | undefined }

/** A client of nearcore's JSON-RPC. */
export type Rpc = {
  /**
   * Asks a method and checks the answer against `answer`; fields that it does not name are kept.
   *
   * @throws ChainError
   */
  ask<T>(method: string, params: unknown, answer: z.ZodType<T>, options?: AskOptions): Promise<T>
}

// A view call on a busy node takes seconds; more than this is a dead connection.
const TIMEOUT_MS = 10_000
const ROUNDS = 3

/** Makes an RPC client over one or several endpoints that stand in for each other. */
export function createRpc({
  urls,
  fetch = globalThis.fetch,
  timeoutMs = TIMEOUT_MS,
  rounds = ROUNDS,
  signal = new AbortController().signal,
  logger,
  random = Math.random,
}: {
  urls: readonly string[]
  fetch?: typeof globalThis.fetch
  /** Milliseconds that one endpoint has for one answer. */
  timeoutMs?: number
  /** How often each endpoint is asked before giving up. */
  rounds?: number
  /** Ends every request and every pause. */
  signal?: AbortSignal
  logger?: Pick<Logger, 'debug'>
  random?: () => number
}): Rpc {
  if (urls.length === 0) {
    throw new ChainError('INVALID_URL', 'No RPC URL is given; give at least one.')
  }
  const endpoints = urls.map(readEndpoint)
  const transport = createTransport({ fetch, timeoutMs })
  const failOver = createFailOver({
    endpoints,
    rounds,
    signal,
    random,
    onFailure: ({ code, message }) => logger?.debug({ code }, message),
  })

  return {
    ask: (method, params, answer, options = {}) =>
      failOver(
        method,
        async (endpoint, stop) => {
          const result = await transport(endpoint, { method, params }, stop)
          const parsed = answer.safeParse(result)
          if (parsed.success) return parsed.data
          const [issue] = parsed.error.issues
          const where = issue?.path.join('.') ?? ''
          throw new ChainError(
            'BAD_ANSWER',
            `${endpoint.name} answered ${method} in a form that nearcore does not have: \`${where}\`: ${issue?.message}.`,
            { details: { endpoint: endpoint.name, path: where }, cause: parsed.error },
          )
        },
        options.signal,
      ),
  }
}
