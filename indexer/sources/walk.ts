import type { Block } from '../block.ts'
import type { Clock } from '../clock.ts'
import { inOrder } from './in-order.ts'

export type WalkOptions = {
  fromHeight: number
  signal: AbortSignal
  /** Returns null for a skipped height, undefined for a block that is not there yet; not every server tells them apart. */
  blockAt: (height: number, signal: AbortSignal) => Promise<Block | null | undefined>
  finalHeight: (signal: AbortSignal) => Promise<number>
  clock: Clock
  lookAhead: number
  pollMs: number
}

// While catching up, how often to ask how far the chain has come.
const FINAL_HEIGHT_MS = 10_000

/**
 * Gives the blocks from a height on in order, several requests ahead while catching up, then one by one as they become final.
 *
 * `null` means a skipped height only at or below the last final block; above it the block may still come.
 */
export async function* walkBlocks(options: WalkOptions): AsyncGenerator<Block> {
  // Ends the requests made ahead when the reader stops early.
  const reader = new AbortController()
  const signal = AbortSignal.any([options.signal, reader.signal])
  try {
    yield* walk({ ...options, signal })
  } catch (error) {
    if (!options.signal.aborted) throw error
  } finally {
    reader.abort()
  }
}

async function* walk(options: WalkOptions): AsyncGenerator<Block> {
  const { signal, finalHeight, clock, pollMs } = options
  let next = options.fromHeight
  while (!signal.aborted) {
    const final = await finalHeight(signal)
    if (next <= final) next = yield* catchUp(options, next, final)
    else await clock.sleep(pollMs, signal)
    next = yield* follow(options, next)
  }
}

/** Gives the blocks up to a final height and returns the height after it. */
async function* catchUp(
  { signal, blockAt, finalHeight, clock, lookAhead, pollMs }: WalkOptions,
  from: number,
  final: number,
): AsyncGenerator<Block, number> {
  let last = final
  let checked = clock.now()
  function* heights() {
    for (let height = from; height <= last; height++) yield height
  }
  const found = inOrder(heights(), lookAhead, (height) => blockAt(height, signal))
  for await (const [height, first] of found) {
    let block = first
    while (block === undefined) {
      // One of several servers behind an address can be behind the others.
      await clock.sleep(pollMs, signal)
      signal.throwIfAborted()
      block = await blockAt(height, signal)
    }
    if (block !== null) yield block
    if (clock.now() - checked > FINAL_HEIGHT_MS) {
      last = Math.max(last, await finalHeight(signal))
      checked = clock.now()
    }
  }
  return last + 1
}

/** Gives blocks as long as each is there when asked for, and returns the first height that is not. */
async function* follow(
  { signal, blockAt }: WalkOptions,
  from: number,
): AsyncGenerator<Block, number> {
  for (let next = from; ; next++) {
    const block = await blockAt(next, signal)
    if (!block) return next
    yield block
  }
}
