import { ApiError } from '../errors/errors.ts'
import type { Limits } from '../limits/limits.ts'

/** Breaks the connection of a subscriber that does not read. */
export type CutOff = () => void

/** The subscriptions of this process: how many there may be, how long they last, and that they end with it. */
export type Subscriptions = {
  /**
   * Opens a subscription that gives what `events` yields until it is left, its time is over, or the process ends.
   *
   * @throws ApiError `TOO_MANY_SUBSCRIPTIONS`
   */
  open<T>(
    events: (signal: AbortSignal) => AsyncGenerator<T, void>,
    options: { cutOff: CutOff; watched?: number },
  ): AsyncIterableIterator<T>
  /** Ends all of them, and any that are opened later. */
  end(): void
}

export function createSubscriptions({
  subscriptions: most,
  watchedAccounts,
  subscriptionMs,
  readerMs,
}: Pick<
  Limits,
  'subscriptions' | 'watchedAccounts' | 'subscriptionMs' | 'readerMs'
>): Subscriptions {
  const ended = new AbortController()
  let open = 0
  let watching = 0

  return {
    open(events, { cutOff, watched = 0 }) {
      if (open >= most) throw tooMany(`${most} subscriptions`, most)
      if (watching + watched > watchedAccounts) {
        throw tooMany(`${watchedAccounts} watched accounts`, watchedAccounts)
      }
      open += 1
      watching += watched
      const left = new AbortController()
      const over = AbortSignal.timeout(subscriptionMs)
      const close = () => {
        if (left.signal.aborted) return
        left.abort()
        open -= 1
        watching -= watched
      }
      return streamed(events(AbortSignal.any([ended.signal, left.signal, over])), {
        close,
        readerMs,
        cutOff,
      })
    },
    end: () => ended.abort(),
  }
}

/** Gives a generator's events, and closes as soon as they end or are left, also if the generator is waiting or has not begun. */
function streamed<T>(
  events: AsyncGenerator<T, void>,
  { close, cutOff, readerMs }: { close: () => void; cutOff: CutOff; readerMs: number },
): AsyncIterableIterator<T> {
  let slow: NodeJS.Timeout | undefined
  const giveUp = () => {
    close()
    cutOff()
    void events.return()
  }

  return {
    [Symbol.asyncIterator]() {
      return this
    },
    async next() {
      clearTimeout(slow)
      try {
        const result = await events.next()
        if (result.done === true) close()
        // The next one is asked for once this one has been sent.
        else slow = setTimeout(giveUp, readerMs).unref()
        return result
      } catch (error) {
        close()
        throw error
      }
    },
    async return() {
      clearTimeout(slow)
      close()
      await events.return()
      return { done: true, value: undefined }
    },
  }
}

function tooMany(what: string, limit: number): ApiError {
  return new ApiError(
    'TOO_MANY_SUBSCRIPTIONS',
    `This server has ${what} already, which is as many as it takes. Ask again later, or ask by queries.`,
    { limit },
  )
}
