import { z } from 'zod'
import { readBody } from './body.ts'
import type { Endpoint } from './endpoint.ts'
import { ChainError } from './errors.ts'
import { readRpcError, rpcErrorBody } from './rpc-error.ts'

export type Question = { method: string; params: unknown }

export type Transport = (
  endpoint: Endpoint,
  question: Question,
  signal: AbortSignal,
) => Promise<unknown>

const envelope = z.looseObject({
  jsonrpc: z.literal('2.0'),
  result: z.unknown().optional(),
  error: rpcErrorBody.nullish(),
})

/** Makes a function that asks one endpoint once; it throws a ChainError for everything but a result. */
export function createTransport({
  fetch,
  timeoutMs,
}: {
  fetch: typeof globalThis.fetch
  timeoutMs: number
}): Transport {
  return async (endpoint, question, signal) => {
    const response = await send(fetch, timeoutMs, endpoint, question, signal)
    return readAnswer(response, endpoint, question)
  }
}

type Answer = { status: number; retryAfter: string | null; text: string }

async function send(
  fetch: typeof globalThis.fetch,
  timeoutMs: number,
  endpoint: Endpoint,
  question: Question,
  signal: AbortSignal,
): Promise<Answer> {
  const timeout = AbortSignal.timeout(timeoutMs)
  try {
    const response = await fetch(endpoint.url, {
      method: 'POST',
      headers: { ...endpoint.headers, 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 'countersign', ...question }),
      signal: AbortSignal.any([signal, timeout]),
    })
    const text = await readBody(response)
    return { status: response.status, retryAfter: response.headers.get('retry-after'), text }
  } catch (cause) {
    if (cause instanceof ChainError) throw cause
    if (signal.aborted) {
      throw new ChainError('CANCELLED', `${question.method} was cancelled.`, { cause })
    }
    if (timeout.aborted) {
      throw new ChainError(
        'RPC_TIMEOUT',
        `${endpoint.name} did not answer ${question.method} within ${timeoutMs} ms.`,
        { cause, details: { endpoint: endpoint.name } },
      )
    }
    throw new ChainError(
      'RPC_UNREACHABLE',
      `${endpoint.name} could not be reached: ${reasonOf(cause)}.`,
      { cause, details: { endpoint: endpoint.name } },
    )
  }
}

function readAnswer(answer: Answer, endpoint: Endpoint, { method }: Question): unknown {
  const parsed = envelope.safeParse(parseJson(answer.text))
  if (!parsed.success) throw notJsonRpc(answer, endpoint, method)
  const { error, result } = parsed.data
  if (error !== undefined && error !== null) throw readRpcError(error, method, endpoint.name)
  if (result === undefined) throw notJsonRpc(answer, endpoint, method)
  throwInnerError(result, endpoint, method)
  return result
}

/** Nodes used to answer failed view calls and missing keys by a result with `error` in it, and many still do. */
function throwInnerError(result: unknown, endpoint: Endpoint, method: string): void {
  const said = (result as { error?: unknown } | null)?.error
  if (typeof said !== 'string') return
  const missingKey = said.startsWith('access key ') && said.includes('does not exist')
  throw new ChainError(
    missingKey ? 'UNKNOWN_ACCESS_KEY' : 'CONTRACT_EXECUTION_ERROR',
    `${endpoint.name} refused ${method}: ${said}`,
    { details: { endpoint: endpoint.name, data: said } },
  )
}

function notJsonRpc(answer: Answer, endpoint: Endpoint, method: string): ChainError {
  const { status, retryAfter } = answer
  const details = { endpoint: endpoint.name, status, retryAfter: seconds(retryAfter) }
  const said = `${endpoint.name} answered ${method} with HTTP ${status}`
  if (status === 429)
    return new ChainError('RATE_LIMITED', `${said}: too many requests.`, { details })
  if (status === 401 || status === 403) {
    return new ChainError('ACCESS_REFUSED', `${said}: it wants other credentials.`, { details })
  }
  if (status === 408 || status === 504) {
    return new ChainError('RPC_TIMEOUT', `${said}: it took too long.`, { details })
  }
  if (status >= 500) return new ChainError('SERVER_ERROR', `${said}.`, { details })
  return new ChainError('BAD_ANSWER', `${said} and a body that is no JSON-RPC answer.`, { details })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Reads a Retry-After of seconds; the form with a date is not worth its code. */
function seconds(header: string | null): number | undefined {
  return header !== null && /^\d{1,5}$/.test(header) ? Number(header) : undefined
}

/** Returns what Node's fetch hides in its cause, such as ECONNREFUSED. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  const code = (cause as { code?: unknown } | null)?.code
  if (typeof code === 'string') return code
  return cause instanceof Error && cause.message !== '' ? cause.message : 'no reason given'
}
