import type { Logger } from 'pino'
import { type ResolvedCode, type Rpc, readGlobalCodeHash, resolveCode } from '../chain/index.ts'
import type { AccountId } from '../protocol/account-id.ts'
import type { CodeHash } from '../protocol/code-hash.ts'
import type { Clock } from './clock.ts'
import { createFreshCache } from './fresh-cache.ts'
import type { MaybePromise } from './maybe-promise.ts'

/** Reads which code runs at an account now. */
export type DeployedCode = (accountId: AccountId) => MaybePromise<ResolvedCode>

// An upgrade is seen within this time; final blocks come about every 600 ms, and 1,200 ms late.
const TTL_MS = 3_000
// While NEAR cannot be asked, it is asked this often per account.
const FAILURE_TTL_MS = 1_000
const MAX_ACCOUNTS = 20_000
const MAX_OWNERS = 1_000

/** Makes a reader of deployed code that asks NEAR once in a while per account, however many ask it. */
export function createDeployedCode({
  rpc,
  clock,
  logger,
}: {
  rpc: Rpc
  clock: Clock
  logger?: Pick<Logger, 'warn'> | undefined
}): DeployedCode {
  const times = { clock, ttlMs: TTL_MS, failureTtlMs: FAILURE_TTL_MS }
  // Many accounts use one global contract, and the node sends its whole code for the hash.
  const globalCode = createFreshCache<AccountId, CodeHash | null>({
    ...times,
    max: MAX_OWNERS,
    load: (owner) => readGlobalCodeHash(rpc, owner),
  })
  return createFreshCache<AccountId, ResolvedCode>({
    ...times,
    max: MAX_ACCOUNTS,
    load: async (accountId) => {
      try {
        return await resolveCode(rpc, accountId, {
          readGlobalCode: async (owner) => globalCode(owner),
        })
      } catch (error) {
        logger?.warn({ err: error, accountId }, 'could not read the code of an account from NEAR')
        throw error
      }
    },
  })
}
