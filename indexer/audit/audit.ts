import { encodeBase58 } from '../../protocol/base58.ts'
import type { Hasher } from '../../protocol/hasher.ts'
import { type Cursor, type Database, readCursor } from '../../store/index.ts'
import { type AskRegistry, type ChainComparison, compareWithChain } from './compare-chain.ts'
import { compareTables, countTables, type RowCounts } from './compare-tables.ts'
import { createFindings, type Finding } from './findings.ts'
import { replay } from './replay.ts'
import { openScratch } from './scratch.ts'

/** What an audit of a mirror has come to. */
export type Audit = {
  cursor: Cursor
  rows: RowCounts
  /** Where the stored events lead to. */
  seq: number
  head: string
  /** Whether the tables were compared; they are not where an event is missing or cannot be read, since all that follows from it is unknown. */
  tablesCompared: boolean
  /** The first of what differs. */
  findings: readonly Finding[]
  /** How much more differs. */
  more: number
  /** null: the registry was not asked. */
  chain: ChainComparison | null
}

export type AuditOptions = {
  db: Database
  hasher: Hasher
  signal: AbortSignal
  /** Asks the registry itself; null: it is not compared. */
  ask: AskRegistry | null
  /** Most findings that are kept. */
  most: number
  onProgress?: (events: number, of: number) => void
}

/**
 * Computes everything in a mirror that follows from its events anew, and compares; undefined if it has not seen a block yet.
 *
 * It sees one state of the mirror, whatever an indexer writes meanwhile, and writes nothing.
 */
export async function audit(options: AuditOptions): Promise<Audit | undefined> {
  // SQLite has no other isolation; for PostgreSQL the default would see each page at another time.
  const transaction = options.db.transaction().setIsolationLevel('repeatable read')
  return await transaction.execute(async (snapshot) => await auditSnapshot(snapshot, options))
}

async function auditSnapshot(
  stored: Database,
  { hasher, signal, ask, most, onProgress }: AuditOptions,
): Promise<Audit | undefined> {
  const cursor = await readCursor(stored)
  if (cursor === undefined) return undefined
  // At the beginning: a node forgets the state at the mirror's height after some time.
  const chain = ask && (await compareWithChain(stored, cursor, ask))
  const computed = await openScratch()
  try {
    const findings = createFindings(most)
    for (const finding of chain?.findings ?? []) findings.add(finding)
    const { chain: end, complete } = await replay({
      stored,
      cursor,
      into: computed.db,
      hasher,
      findings,
      signal,
      onProgress: (events) => onProgress?.(events, cursor.seq),
    })
    if (complete) await compareTables(stored, computed.db, findings)
    return {
      cursor,
      rows: await countTables(stored),
      seq: end.seq,
      head: encodeBase58(end.head),
      tablesCompared: complete,
      findings: findings.list(),
      more: findings.more(),
      chain,
    }
  } finally {
    await computed.close()
  }
}
