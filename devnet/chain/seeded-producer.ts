import type { Chain, Produced } from './chain.ts'
import type { Producer } from './producer.ts'
import type { Block } from './types.ts'

/**
 * Makes blocks without a clock, so that they follow from the requests and their order alone: a transaction is in a block of its
 * own as soon as it is submitted, and all that comes of it has run before anything else is taken.
 */
export function createSeededProducer(chain: Chain): Producer {
  const listeners = new Set<(block: Block) => void>()

  const announce = ({ block }: Produced): Block => {
    for (const listener of listeners) listener(block)
    return block
  }

  const finishPending = (): void => {
    while (chain.hasPending()) announce(chain.produce([]))
  }
  // What a process that was killed left behind.
  finishPending()

  const whole = (produce: () => Produced): Produced => {
    const produced = produce()
    announce(produced)
    finishPending()
    return produced
  }

  return {
    submit: async (transaction) => {
      const { block, refused } = whole(() => chain.produce([transaction]))
      const [refusal] = refused
      return refusal ? { included: false, error: refusal.error } : { included: true, block }
    },
    produceBlock: (options) => whole(() => chain.produce([], options)).block,
    patch: (changes) => whole(() => chain.patch(changes)).block,
    onBlock: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => listeners.clear(),
  }
}
