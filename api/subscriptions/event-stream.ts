import {
  type AttestationFilter,
  type AttestationRow,
  attestationPage,
  type LoggedEvent,
  loggedEvents,
} from '../../store/index.ts'
import type { Mirror } from '../mirror/mirror.ts'
import type { CursorFeed } from './cursor-feed.ts'

type Source = { mirror: Mirror; feed: CursorFeed; signal: AbortSignal }

// Each subscription has at most one page in memory, however far behind its reader is: what is not read is not asked for.
const PAGE = 100

/** Yields attestations that fit the filter as they are indexed, from now on. */
export async function* attestationStream(
  { mirror, feed, signal }: Source,
  filter: AttestationFilter,
): AsyncGenerator<AttestationRow, void> {
  let cursor = await mirror.freshCursor()
  let { seq } = cursor
  while (!signal.aborted) {
    const options = { first: PAGE, before: seq, backward: true, filter }
    const { rows } = await attestationPage(await mirror.database(), options)
    // Newest first, as pages are.
    for (const row of rows.toReversed()) {
      if (signal.aborted) return
      seq = row.seq
      yield row
    }
    if (rows.length === PAGE) continue
    seq = Math.max(seq, cursor.seq)
    cursor = await feed.next(cursor, { signal })
  }
}

/** Yields the registry's events from number `fromSeq` on, those that are there and then each as it is indexed. */
export async function* eventStream(
  { mirror, feed, signal }: Source,
  fromSeq: number | undefined,
): AsyncGenerator<LoggedEvent, void> {
  let cursor = await mirror.freshCursor()
  let next = fromSeq ?? cursor.seq + 1
  while (!signal.aborted) {
    const page = await loggedEvents(await mirror.database(), { fromSeq: next, limit: PAGE })
    for (const event of page) {
      if (signal.aborted) return
      next = event.seq + 1
      yield event
    }
    if (page.length === PAGE) continue
    cursor = await feed.next(cursor, { signal })
  }
}
