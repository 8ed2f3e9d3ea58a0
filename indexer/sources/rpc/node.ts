import type { z } from 'zod'
import {
  type ChainError,
  type ChainErrorCode,
  createRpc,
  isChainError,
} from '../../../chain/index.ts'
import { IndexerError } from '../../errors.ts'
import type { Endpoint } from '../requests/fail-over.ts'
import type { RateLimit } from '../requests/rate-limit.ts'

/** A node that is asked over RPC. */
export type RpcNode = Endpoint & {
  /** @throws ChainError */
  ask<T>(method: string, params: unknown, answer: z.ZodType<T>, signal: AbortSignal): Promise<T>
}

export type RpcNodeOptions = {
  url: string
  fetch: typeof globalThis.fetch
  limit: RateLimit
}

export function createRpcNode({ url, fetch, limit }: RpcNodeOptions): RpcNode {
  // Trying again and fail-over are the source's own.
  const rpc = createRpc({ urls: [url], fetch, rounds: 1 })
  return {
    name: new URL(url).origin,
    async ask(method, params, answer, signal) {
      await limit(signal)
      return await rpc.ask(method, params, answer, { signal })
    },
  }
}

const PASSING: Readonly<
  Partial<
    Record<
      ChainErrorCode,
      'SOURCE_UNREACHABLE' | 'SOURCE_RATE_LIMITED' | 'SOURCE_FAILED' | 'SOURCE_NOT_JSON'
    >
  >
> = {
  RPC_UNREACHABLE: 'SOURCE_UNREACHABLE',
  RPC_TIMEOUT: 'SOURCE_UNREACHABLE',
  RATE_LIMITED: 'SOURCE_RATE_LIMITED',
  SERVER_ERROR: 'SOURCE_FAILED',
  NOT_SYNCED: 'SOURCE_FAILED',
  BAD_ANSWER: 'SOURCE_NOT_JSON',
}

/** Turns what a node failed with into what that means for the indexer: what does not pass is a refusal. */
export function asIndexerError(error: unknown, { name: url }: RpcNode): unknown {
  if (!isChainError(error) || error.code === 'CANCELLED') return error
  const code = PASSING[error.code] ?? 'SOURCE_REFUSED'
  const details = { url, status: statusOf(error), retryAfterMs: retryAfterMs(error), begins: '' }
  return new IndexerError(code, error.message, details, { cause: error })
}

function statusOf({ details }: ChainError): number {
  return typeof details.status === 'number' ? details.status : 200
}

function retryAfterMs({ details }: ChainError): number | null {
  return typeof details.retryAfter === 'number' ? details.retryAfter * 1_000 : null
}
