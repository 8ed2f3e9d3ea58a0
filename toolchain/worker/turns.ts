/** Takes a turn as soon as there is one, and gives the way to end it; throws the signal's reason if that aborts first. */
export type TakeTurn = (signal?: AbortSignal) => Promise<() => void>

/**
 * Makes turns for builds of this process. The first has the machine to itself: it may have to compile the engine, which those after
 * it find in the cache. Later ones go `atOnce` at a time.
 */
export function createTurns(atOnce: number): TakeTurn {
  const waiting: (() => void)[] = []
  let running = 0
  let hasEnded = false

  const next = (): void => {
    while (running < (hasEnded ? atOnce : 1) && waiting.length > 0) {
      running++
      waiting.shift()?.()
    }
  }
  const end = (): void => {
    running--
    hasEnded = true
    next()
  }

  return (signal) =>
    new Promise((resolve, reject) => {
      const start = (): void => {
        signal?.removeEventListener('abort', giveUp)
        resolve(end)
      }
      const giveUp = (): void => {
        waiting.splice(waiting.indexOf(start), 1)
        reject(signal?.reason)
      }
      if (signal?.aborted) {
        reject(signal.reason)
        return
      }
      signal?.addEventListener('abort', giveUp, { once: true })
      waiting.push(start)
      next()
    })
}
