import type { Logger } from 'pino'
import { type Rpc, viewBlock } from '../../chain/index.ts'
import { createFreshCache, type Reader } from '../caches/fresh-cache.ts'
import type { MaybePromise } from '../caches/maybe-promise.ts'
import type { Clock } from '../clock.ts'

/** Returns the height of the last final block, or null while NEAR cannot be asked. */
export type ChainHeight = (reader?: Reader) => MaybePromise<number | null>

// A block's time and a half: a lag of one block is none.
const TTL_MS = 1_000

/** Makes a reader of the chain's height that asks NEAR about once a second, however many ask it. */
export function createChainHeight({
  rpc,
  clock,
  logger,
}: {
  rpc: Rpc
  clock: Clock
  logger?: Pick<Logger, 'warn'> | undefined
}): ChainHeight {
  const height = createFreshCache<'height', number | null>({
    clock,
    ttlMs: TTL_MS,
    failureTtlMs: TTL_MS,
    max: 2,
    load: async () => {
      try {
        return (await viewBlock(rpc)).header.height
      } catch (err) {
        logger?.warn({ err }, 'could not read the height of the chain from NEAR')
        return null
      }
    },
  })
  return (reader) => height('height', reader)
}
