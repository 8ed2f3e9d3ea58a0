import type { Hasher } from '../../protocol/hasher.ts'
import { type Database, raiseDataVersion, readCursor } from '../../store/index.ts'
import { createFindings, type Finding } from '../audit/findings.ts'
import { replay } from '../audit/replay.ts'
import { openScratch } from '../audit/scratch.ts'
import { IndexerError } from '../errors.ts'
import { replaceTables } from './replace-tables.ts'

export type RebuildProgress =
  | { stage: 'replaying'; events: number; of: number }
  | { stage: 'writing'; table: string; changes: number }

export type RebuildOptions = {
  /** Opened for writing. */
  db: Database
  hasher: Hasher
  signal: AbortSignal
  onProgress?: (progress: RebuildProgress) => void
}

/** How many events there are, and how many rows were not as they lead to and have been written, or deleted. */
export type Rebuilt = { events: number; changes: number }

/**
 * Makes every projected table what the stored events lead to, without a network, in one transaction; all else is kept as it is.
 *
 * Returns undefined if there has been no block yet.
 *
 * @throws IndexerError `EVENTS_BROKEN` if the events themselves are not whole; nothing is then changed.
 */
export async function rebuild({
  db,
  hasher,
  signal,
  onProgress,
}: RebuildOptions): Promise<Rebuilt | undefined> {
  const cursor = await readCursor(db)
  if (cursor === undefined) return undefined
  const computed = await openScratch()
  try {
    const findings = createFindings(1)
    await replay({
      stored: db,
      cursor,
      into: computed.db,
      hasher,
      findings: {
        ...findings,
        // What is known of blocks is kept, whatever it says.
        add: (finding) => finding.table === 'blocks' || findings.add(finding),
      },
      signal,
      onProgress: (events) => onProgress?.({ stage: 'replaying', events, of: cursor.seq }),
    })
    const [broken] = findings.list()
    if (broken !== undefined) throw eventsBroken(broken, findings.more())
    const changes = await db.transaction().execute(async (transaction) => {
      const count = await replaceTables(transaction, computed.db, signal, (progress) =>
        onProgress?.({ stage: 'writing', ...progress }),
      )
      if (count > 0) await raiseDataVersion(transaction, count)
      return count
    })
    return { events: cursor.seq, changes }
  } finally {
    await computed.close()
  }
}

function eventsBroken({ table, key, column, stored, computed, problem }: Finding, more: number) {
  const where = [table, key, column].filter((part) => part !== null).join(' ')
  const what =
    problem ?? `is ${JSON.stringify(stored)}, but the events lead to ${JSON.stringify(computed)}`
  const others = more > 0 ? ` (and ${more} more)` : ''
  return new IndexerError(
    'EVENTS_BROKEN',
    `The stored events are not whole, so nothing can be made from them: ${where} ${what}${others}. Nothing was changed; index anew from the chain, into another database.`,
    { table, key, column },
  )
}
