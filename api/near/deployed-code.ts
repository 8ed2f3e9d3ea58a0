import type { Logger } from 'pino'
import {
  ChainError,
  isChainError,
  type ResolvedCode,
  type Rpc,
  readGlobalCodeHash,
  resolveCode,
} from '../../chain/index.ts'
import type { AccountId } from '../../protocol/account-id.ts'
import type { CodeHash } from '../../protocol/code-hash.ts'
import { createFreshCache, type Reader } from '../caches/fresh-cache.ts'
import type { MaybePromise } from '../caches/maybe-promise.ts'
import type { Clock } from '../clock.ts'
import { createTurns } from './turns.ts'

/** Reads which code runs at an account now, and tells the reader until when that may be told. */
export type DeployedCode = (accountId: AccountId, reader?: Reader) => MaybePromise<ResolvedCode>

// An upgrade is seen within this time; final blocks come about every 600 ms, and 1,200 ms late.
const TTL_MS = 3_000
// While NEAR cannot be asked, it is asked this often per account.
const FAILURE_TTL_MS = 1_000
const MAX_ACCOUNTS = 20_000
const MAX_OWNERS = 1_000
// Questions that are with the node at one time: a batch of 200 accounts takes four rounds, and no node refuses so few.
const MAX_AT_ONCE = 50

/**
 * Makes a reader of deployed code that asks NEAR once in a while per account, however many ask it.
 *
 * Each account that turns out to run code is told to `note`, at most once each time that NEAR was asked.
 */
export function createDeployedCode({
  rpc,
  clock,
  logger,
  note = () => {},
  readMs,
  onLookup,
}: {
  rpc: Rpc
  clock: Clock
  logger?: Pick<Logger, 'warn'> | undefined
  note?: ((accountId: AccountId) => void) | undefined
  /** Milliseconds after which NEAR is not waited for any longer. */
  readMs: number
  onLookup?: ((hit: boolean) => void) | undefined
}): DeployedCode {
  const times = { clock, ttlMs: TTL_MS, failureTtlMs: FAILURE_TTL_MS }
  const turns = createTurns(MAX_AT_ONCE)
  // Many accounts use one global contract, and the node sends its whole code for the hash.
  const globalCode = createFreshCache<AccountId, CodeHash | null>({
    ...times,
    max: MAX_OWNERS,
    load: (owner) => readGlobalCodeHash(rpc, owner, { signal: AbortSignal.timeout(readMs) }),
  })
  const read = async (accountId: AccountId) => {
    try {
      const code = await resolveCode(rpc, accountId, {
        signal: AbortSignal.timeout(readMs),
        readGlobalCode: async (owner) => globalCode(owner),
      })
      if (code.codeHash !== null) note(accountId)
      return code
    } catch (error) {
      logger?.warn({ err: error, accountId }, 'could not read the code of an account from NEAR')
      throw isChainError(error, 'CANCELLED') ? tooSlow(error, readMs) : error
    }
  }
  return createFreshCache<AccountId, ResolvedCode>({
    ...times,
    max: MAX_ACCOUNTS,
    onLookup,
    load: (accountId) => turns(() => read(accountId)),
  })
}

/** Says that NEAR was given up on, where the client of the node says only that it was told to end. */
export function tooSlow(cause: ChainError, readMs: number): ChainError {
  return new ChainError('RPC_TIMEOUT', `NEAR did not answer within ${readMs} ms.`, { cause })
}
