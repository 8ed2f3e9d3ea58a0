import type { Logger } from 'pino'
import { isChainError, isFullAccess, type Rpc, viewAccessKeys } from '../../chain/index.ts'
import type { AccountId } from '../../protocol/account-id.ts'
import { createFreshCache, type Reader } from '../caches/fresh-cache.ts'
import type { MaybePromise } from '../caches/maybe-promise.ts'
import type { Clock } from '../clock.ts'
import { tooSlow } from './deployed-code.ts'

/** Counts the keys that can change an account: its code, its keys, its existence. */
export type FullAccessKeys = (accountId: AccountId, reader?: Reader) => MaybePromise<number>

// Keys change rarely, and some accounts have thousands that all are sent.
const TTL_MS = 10_000
const FAILURE_TTL_MS = 1_000
const MAX_ACCOUNTS = 10_000

/** Makes a counter of full-access keys that asks NEAR once in a while per account, however many ask it. */
export function createFullAccessKeys({
  rpc,
  clock,
  logger,
  readMs,
}: {
  rpc: Rpc
  clock: Clock
  logger?: Pick<Logger, 'warn'> | undefined
  readMs: number
}): FullAccessKeys {
  return createFreshCache<AccountId, number>({
    clock,
    ttlMs: TTL_MS,
    failureTtlMs: FAILURE_TTL_MS,
    max: MAX_ACCOUNTS,
    load: async (accountId) => {
      try {
        const { keys } = await viewAccessKeys(rpc, accountId, {
          signal: AbortSignal.timeout(readMs),
        })
        return keys.filter(({ access_key }) => isFullAccess(access_key)).length
      } catch (error) {
        // Some nodes say so of an account that does not exist, others give an empty list.
        if (isChainError(error, 'UNKNOWN_ACCOUNT')) return 0
        logger?.warn({ err: error, accountId }, 'could not read the keys of an account from NEAR')
        throw isChainError(error, 'CANCELLED') ? tooSlow(error, readMs) : error
      }
    },
  })
}
