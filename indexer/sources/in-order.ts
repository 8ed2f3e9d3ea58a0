/**
 * Loads items several at a time and gives what came of them in their order.
 *
 * Items are taken only as they are needed, so there may be more of them later.
 */
export async function* inOrder<T, U>(
  items: Iterator<T, void>,
  atATime: number,
  load: (item: T) => Promise<U>,
): AsyncGenerator<[T, U]> {
  const loading: [T, Promise<U>][] = []
  for (;;) {
    while (loading.length < Math.max(1, atATime)) {
      const { done, value } = items.next()
      if (done) break
      const loaded = load(value)
      // Whoever awaits it gets the error; until then it must not end the process.
      loaded.catch(() => {})
      loading.push([value, loaded])
    }
    const next = loading.shift()
    if (next === undefined) return
    yield [next[0], await next[1]]
  }
}
