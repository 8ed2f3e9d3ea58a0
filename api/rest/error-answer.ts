import type { Logger } from 'pino'
import { ChainError } from '../../chain/index.ts'
import { ApiError, type ApiErrorCode } from '../errors/errors.ts'
import { createMaskError, thrownBy } from '../errors/mask-error.ts'
import type { Answer } from './answer.ts'

const STATUS: Partial<Record<ApiErrorCode, number>> = {
  INVALID_ARGUMENT: 400,
  INVALID_POLICY: 400,
  UNKNOWN_POLICY: 404,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  MIRROR_NOT_READY: 503,
  MIRROR_UNUSABLE: 503,
}

/** Says what went wrong with a question. */
export type Refusal = {
  status: number
  error: { code: string; message: string } & Record<string, unknown>
}

/** Makes the function that turns whatever was thrown into what the client is told, in the words of GraphQL's errors. */
export function createRefuse(logger: Pick<Logger, 'error'>): (error: unknown) => Refusal {
  const mask = createMaskError(logger)
  return (error) => {
    const thrown = thrownBy(error)
    const { message, extensions } = mask(thrown)
    const { code = 'INTERNAL_SERVER_ERROR', ...details } = extensions
    return { status: statusOf(thrown), error: { code: String(code), message, ...details } }
  }
}

/** Makes the answer of a refusal; nobody keeps it, since the next one may be another. */
export function errorAnswer({ status, error }: Refusal): Answer {
  return {
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      ...(status === 405 && { allow: 'GET, HEAD, OPTIONS' }),
      // The mirror is looked for again four times a second, and NEAR is asked again after a second.
      ...(status >= 502 && { 'retry-after': '1' }),
    },
    body: `${JSON.stringify({ error })}\n`,
  }
}

function statusOf(thrown: unknown): number {
  if (thrown instanceof ChainError) return 502
  return thrown instanceof ApiError ? (STATUS[thrown.code as ApiErrorCode] ?? 500) : 500
}
