import { type Cursor, type Database, type LoggedEvent, loggedEvents } from '../../../store/index.ts'

/** Which events are exported: from number `from` on, at most `limit`, and none after the cursor. */
export type EventRange = {
  from: number
  limit: number
  cursor: Pick<Cursor, 'seq' | 'head'>
}

// An event's text has at most 16,384 bytes, so a page stays below 4 MB even where JSON writes every character of it as an escape.
const PAGE = 100

/**
 * Writes events as lines of JSON, a page at a time, and a last line that says that nothing is missing before it.
 *
 * A page is read when the one before it has been taken, so a slow reader costs no memory and holds no transaction.
 */
export async function* eventLines(
  db: Database,
  { from, limit, cursor }: EventRange,
): AsyncGenerator<string> {
  const last = Math.min(cursor.seq, from + limit - 1)
  let seq = from - 1
  let head: string | undefined
  while (seq < last) {
    const page = await loggedEvents(db, {
      fromSeq: seq + 1,
      limit: Math.min(PAGE, last - seq),
    })
    for (const [i, event] of page.entries()) checkNext(event, seq + 1 + i)
    const newest = page.at(-1)
    if (newest === undefined) throw missing(seq + 1)
    seq = newest.seq
    head = newest.head
    yield page.map(lineOf).join('')
  }
  yield head === undefined ? endLine(cursor, cursor) : endLine({ seq, head }, cursor)
}

function lineOf(event: LoggedEvent): string {
  const { seq, event_json, block_height, block_hash, tx_hash, receipt_id, log_index, head } = event
  const line = {
    seq,
    event: event_json,
    blockHeight: block_height,
    blockHash: block_hash,
    txHash: tx_hash,
    receiptId: receipt_id,
    logIndex: log_index,
    head,
  }
  return `${JSON.stringify(line)}\n`
}

function endLine({ seq, head }: EventRange['cursor'], cursor: EventRange['cursor']): string {
  return `${JSON.stringify({ seq, head, complete: true, remaining: cursor.seq - seq })}\n`
}

function checkNext({ seq }: LoggedEvent, expected: number): void {
  if (seq !== expected) throw missing(expected)
}

function missing(seq: number): Error {
  return new Error(
    `Event ${seq} is missing in the mirror; \`countersign audit\` says what else is.`,
  )
}
