import { type RegistryEvent, readEvent } from '../../protocol/event.ts'
import type { ChainHead } from '../../protocol/hash-chain.ts'
import type { Hasher } from '../../protocol/hasher.ts'
import {
  type Cursor,
  type Database,
  type EventRow,
  type StoredEvent,
  storedEvents,
  writeBatch,
} from '../../store/index.ts'
import { wrongFact } from '../event-facts.ts'
import { type Live, loadLive } from '../projection/live.ts'
import { project } from '../projection/project.ts'
import { appendRows, noRows } from '../projection/rows.ts'
import type { CheckedEvent } from '../registry-events.ts'
import { createChainCheck } from './chain-check.ts'
import { checkBlocks } from './check-blocks.ts'
import type { Findings } from './findings.ts'
import { createTextReader } from './whole-texts.ts'

export type ReplayOptions = {
  /** Where the events are read from. */
  stored: Database
  cursor: Cursor
  /** An empty database, which gets the rows that follow from the texts. */
  into: Database
  hasher: Hasher
  /** Gets what is wrong with the events themselves. */
  findings: Findings
  signal: AbortSignal
  /** Is told how many events have been read. */
  onProgress: (events: number) => void
}

export type Replayed = {
  /** Where the chain of the stored events leads to. */
  chain: ChainHead
  /** Whether every event was there and could be projected; without one the rows are not those that there should be. */
  complete: boolean
}

// An event text has at most 16,384 bytes (the limit on a receipt's logs), so a page stays below 5 MB.
const PAGE = 256

/** Reads all stored events, checks their hash chain and blocks, and projects their texts anew into another database. */
export async function replay(options: ReplayOptions): Promise<Replayed> {
  const { stored, cursor, into, hasher, findings, signal, onProgress } = options
  const chain = createChainCheck(findings, hasher)
  const readTexts = createTextReader(findings, hasher)
  let after = 0
  let projected = 0
  for (;;) {
    signal.throwIfAborted()
    const page = await storedEvents(stored, { afterSeq: after, limit: PAGE })
    const last = page.at(-1)
    if (last === undefined) return { chain: chain.end(cursor), complete: projected === after }
    const texts = await readTexts(stored, page)
    for (const [i, { seq, head }] of page.entries()) chain.next(seq, texts[i], head)
    const events = page.flatMap((row, i) => readStored(row, texts[i], hasher, findings) ?? [])
    await checkBlocks(stored, events, findings)
    projected += await projectInto(into, events, cursor, hasher, findings)
    after = last.seq
    onProgress(after)
  }
}

/** Reads an event, and computes the row that it should have; undefined if it cannot be. */
function readStored(
  stored: StoredEvent,
  text: string | undefined,
  hasher: Hasher,
  findings: Findings,
): CheckedEvent | undefined {
  if (text === undefined) return undefined
  try {
    const event = readEvent(text)
    const { seq, block_height } = event.data
    if (seq !== stored.seq) throw new Error(`is that of event ${seq}`)
    const wrong = wrongFact(event, block_height, hasher)
    if (wrong !== undefined) throw new Error(wrong)
    return { event, row: rowOf(stored, text, event) }
  } catch (error) {
    const problem = (error as Error).message
    findings.add({ table: 'events', key: stored.seq, column: 'event_json', problem })
    return undefined
  }
}

/** Where an event was found follows from no text and is taken as it is; the head is held to the chain elsewhere. */
function rowOf(
  { seq, head, tx_hash, receipt_id, log_index }: StoredEvent,
  event_json: string,
  { event: kind, data: { block_height } }: RegistryEvent,
): EventRow {
  return { seq, event_json, kind, head, block_height, tx_hash, receipt_id, log_index }
}

/** Projects events and writes their rows; returns how many could be. */
async function projectInto(
  into: Database,
  events: readonly CheckedEvent[],
  cursor: Cursor,
  hasher: Hasher,
  findings: Findings,
): Promise<number> {
  const rows = noRows()
  const live: Live = new Map()
  for (const checked of events) {
    await loadLive(into, live, [checked.event])
    try {
      appendRows(rows, project([checked], live, hasher))
    } catch (error) {
      const problem = (error as Error).message
      findings.add({ table: 'events', key: checked.row.seq, column: 'event_json', problem })
    }
  }
  await writeBatch(into, { ...rows, cursor })
  return rows.events.length
}
