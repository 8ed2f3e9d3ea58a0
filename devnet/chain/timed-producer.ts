import type { SignedTransaction } from '../runtime/types.ts'
import type { Chain, Produced } from './chain.ts'
import type { Producer, Submitted } from './producer.ts'
import type { Block } from './types.ts'

/** Transactions in a block; more wait for the next, so that a node that is flooded still answers in between. */
const MAX_TRANSACTIONS = 500

/**
 * Makes blocks as soon as there is work, and from time to time while there is none. Transactions that come in the same turn of
 * the event loop share a block.
 */
export function createTimedProducer({
  chain,
  blockIntervalMs,
}: {
  chain: Chain
  /** Milliseconds between blocks while nothing happens; 0: none. */
  blockIntervalMs: number
}): Producer {
  const pool = new Map<string, SignedTransaction>()
  const waiting = new Map<string, PromiseWithResolvers<Submitted>>()
  const listeners = new Set<(block: Block) => void>()
  let scheduled: NodeJS.Immediate | undefined
  let blockSinceTick = false

  const answer = (hash: string, submitted: Submitted): void => {
    waiting.get(hash)?.resolve(submitted)
    waiting.delete(hash)
  }

  const fail = (hash: string, error: unknown): void => {
    waiting.get(hash)?.reject(error)
    waiting.delete(hash)
  }

  const announce = ({ block, refused }: Produced): Block => {
    blockSinceTick = true
    for (const { hash } of block.transactions) answer(hash, { included: true, block })
    for (const { transaction, error } of refused) {
      answer(transaction.hash, { included: false, error })
    }
    for (const listener of listeners) listener(block)
    if (pool.size > 0 || chain.hasPending()) schedule()
    return block
  }

  const produceBlock: Producer['produceBlock'] = (options) => {
    const transactions = [...pool.values()].slice(0, MAX_TRANSACTIONS)
    for (const { hash } of transactions) pool.delete(hash)
    try {
      return announce(chain.produce(transactions, options))
    } catch (error) {
      for (const { hash } of transactions) fail(hash, error)
      throw error
    }
  }

  /** Makes a block for nobody in particular: who waits has been told if it fails, and the process must not end. */
  const attempt = (): void => {
    try {
      produceBlock()
    } catch (error) {
      process.emitWarning(`devnet could not make a block: ${String(error)}`)
    }
  }

  const schedule = (): void => {
    scheduled ??= setImmediate(() => {
      scheduled = undefined
      attempt()
    })
  }

  const tick = (): void => {
    if (!blockSinceTick) attempt()
    blockSinceTick = false
  }
  const timer = blockIntervalMs > 0 ? setInterval(tick, blockIntervalMs) : undefined
  // A node without a server keeps no process alive.
  timer?.unref()
  // What a process that was killed left behind.
  if (chain.hasPending()) schedule()

  return {
    submit: (transaction) => {
      const { hash } = transaction
      const result = waiting.get(hash) ?? Promise.withResolvers<Submitted>()
      pool.set(hash, transaction)
      waiting.set(hash, result)
      schedule()
      return result.promise
    },
    produceBlock,
    patch: (changes) => announce(chain.patch(changes)),
    onBlock: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => {
      clearInterval(timer)
      clearImmediate(scheduled)
      listeners.clear()
    },
  }
}
