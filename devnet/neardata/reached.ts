import type { Node } from '../node.ts'

/** Milliseconds that a request for a block not yet made waits for it. */
const WAIT_MS = 10_000

/** Waits until the chain has reached a height, a while has passed or nobody waits any more. */
export function reached(node: Node, height: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', finish)
      stop()
      resolve()
    }
    const stop = node.onBlock(({ header }) => {
      if (header.height >= height) finish()
    })
    const timer = setTimeout(finish, WAIT_MS)
    timer.unref()
    signal.addEventListener('abort', finish)
  })
}
