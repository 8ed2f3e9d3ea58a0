import type { Cursor } from '../../store/index.ts'
import type { Clock } from '../clock.ts'
import type { Mirror } from '../mirror/mirror.ts'

/** Tells all who wait when the mirror has moved on. */
export type CursorFeed = {
  /** Returns the cursor once it differs from `known`, or after `ms`, or when the signal aborts; then it may be the same. */
  next(known: Cursor, options: { signal: AbortSignal; ms?: number | undefined }): Promise<Cursor>
}

type Waiting = { known: Cursor; until: number; go: (cursor: Cursor) => void }

// A block comes every 600 ms; half of that is added to what an event takes at most.
const POLL_MS = 300

/** Makes a feed that reads the mirror's cursor at one pace for all who wait, and not at all while nobody does. */
export function createCursorFeed({ mirror, clock }: { mirror: Mirror; clock: Clock }): CursorFeed {
  const all = new Set<Waiting>()
  let polling = false

  const poll = async () => {
    polling = true
    while (all.size > 0) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
      // A mirror that cannot be read now is waited for.
      const cursor = await mirror.freshCursor().catch(() => undefined)
      for (const waiting of all) {
        const isNew = cursor !== undefined && cursor.block_hash !== waiting.known.block_hash
        if (isNew || clock.now() >= waiting.until) waiting.go(cursor ?? waiting.known)
      }
    }
    polling = false
  }

  return {
    next: (known, { signal, ms = Number.POSITIVE_INFINITY }) =>
      new Promise((resolve) => {
        const go = (cursor: Cursor) => {
          all.delete(waiting)
          signal.removeEventListener('abort', stop)
          resolve(cursor)
        }
        const stop = () => go(known)
        const waiting = { known, until: clock.now() + ms, go }
        if (signal.aborted) {
          resolve(known)
          return
        }
        signal.addEventListener('abort', stop)
        all.add(waiting)
        if (!polling) void poll()
      }),
  }
}
