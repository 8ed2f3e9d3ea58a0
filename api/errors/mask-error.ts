import { GraphQLError } from 'graphql'
import type { Logger } from 'pino'
import { ChainError } from '../../chain/index.ts'
import { explainStore } from '../mirror/store-trouble.ts'
import { ApiError } from './errors.ts'

/**
 * Makes the function that turns whatever was thrown into what the client is told.
 *
 * Errors that are meant for clients keep their sentence and get their code; of any other the client hears nothing, and the log all.
 */
export function createMaskError(logger: Pick<Logger, 'error'>) {
  return (error: unknown): GraphQLError => {
    const thrown = thrownBy(error)
    if (thrown instanceof ApiError) {
      return tell(error, thrown.message, { code: thrown.code, ...thrown.details })
    }
    if (thrown instanceof ChainError) {
      const { code, retryable } = thrown
      return tell(error, chainMessage(thrown), { code, retryable })
    }
    if (thrown instanceof GraphQLError) return thrown
    logger.error({ err: thrown }, 'a request failed in a way that nobody has foreseen')
    return tell(error, 'Something went wrong here, and it has been logged.', {
      code: 'INTERNAL_SERVER_ERROR',
    })
  }
}

function chainMessage({ code, retryable }: ChainError): string {
  const next = retryable
    ? 'ask again in a moment; what is known by code hash can be asked all the same.'
    : 'asking again will not help.'
  return `NEAR could not be asked (${code}): ${next}`
}

/** Returns what a resolver threw, as a client may be told of it: the executor wraps it, sometimes more than once. */
export function thrownBy(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError != null
    ? thrownBy(error.originalError)
    : explainStore(error)
}

function tell(
  error: unknown,
  message: string,
  extensions: Readonly<Record<string, unknown>>,
): GraphQLError {
  const { nodes, path } = error instanceof GraphQLError ? error : {}
  return new GraphQLError(message, { nodes: nodes ?? null, path: path ?? null, extensions })
}
