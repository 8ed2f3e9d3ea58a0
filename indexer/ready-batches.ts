import { setImmediate as nextTurn } from 'node:timers/promises'

/**
 * Groups what is ready: as many items as come without waiting, `most` at a time.
 *
 * While catching up that makes large batches; at the end of the chain every item is a batch at once. An error comes after the batch
 * of the items before it.
 */
export async function* readyBatches<T>(items: AsyncIterable<T>, most: number): AsyncGenerator<T[]> {
  const iterator = items[Symbol.asyncIterator]()
  const take = () => {
    const result = iterator.next()
    // It is awaited later; until then it must not end the process.
    result.catch(() => {})
    return result
  }
  let pending = take()
  try {
    for (;;) {
      const first = await pending
      if (first.done) return
      const batch = [first.value]
      pending = take()
      while (batch.length < most) {
        const ready = await readyNow(pending)
        if (ready === undefined) break
        batch.push(ready.value)
        pending = take()
      }
      yield batch
    }
  } finally {
    await iterator.return?.()
  }
}

/** Returns the item if it is there by the event loop's next turn; undefined if not, at the end, and for an error. */
async function readyNow<T>(
  pending: Promise<IteratorResult<T, unknown>>,
): Promise<IteratorYieldResult<T> | undefined> {
  const settled = await Promise.race([
    pending.catch(() => undefined),
    nextTurn(undefined, { ref: true }),
  ])
  return settled === undefined || settled.done ? undefined : settled
}
