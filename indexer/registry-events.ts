import type { AccountId } from '../protocol/account-id.ts'
import { encodeBase58 } from '../protocol/base58.ts'
import { eventJsonOf, type RegistryEvent, readEvent } from '../protocol/event.ts'
import { appendEvent, type ChainHead } from '../protocol/hash-chain.ts'
import type { Hasher } from '../protocol/hasher.ts'
import type { EventRow } from '../store/index.ts'
import type { Block, ReceiptOutcome } from './block.ts'
import { IndexerError } from './errors.ts'
import { checkFacts } from './event-facts.ts'

/** An event that follows the one before, with its row. */
export type CheckedEvent = { event: RegistryEvent; row: EventRow }

type FoundEvent = { event: RegistryEvent; json: string; receipt: ReceiptOutcome; logIndex: number }

/**
 * Returns the registry's events in a block, in order, and the chain after them.
 *
 * @throws IndexerError if one is missing, is not what the registry writes, or says what is not so.
 */
export function registryEvents(
  block: Block,
  registry: AccountId,
  chain: ChainHead,
  hasher: Hasher,
): { events: CheckedEvent[]; chain: ChainHead } {
  let end = chain
  const events = found(block, registry).map(({ event, json, receipt, logIndex }) => {
    const { seq } = event.data
    if (seq !== end.seq + 1) throw gap(block, end.seq + 1, seq)
    checkFacts(event, block, receipt, hasher)
    end = appendEvent(end, json, hasher)
    const row: EventRow = {
      seq,
      event_json: json,
      kind: event.event,
      head: encodeBase58(end.head),
      block_height: block.height,
      tx_hash: receipt.txHash,
      receipt_id: receipt.receiptId,
      log_index: logIndex,
    }
    return { event, row }
  })
  return { events, chain: end }
}

/** Finds the events in the logs. Sources differ in the order of a block's outcomes, so the numbers say the order. */
function found(block: Block, registry: AccountId): FoundEvent[] {
  const events: FoundEvent[] = []
  for (const receipt of block.receipts) {
    if (receipt.executorId !== registry || !succeeded(receipt)) continue
    receipt.logs.forEach((line, logIndex) => {
      const json = eventJsonOf(line)
      if (json !== undefined)
        events.push({ event: read(json, block, receipt), json, receipt, logIndex })
    })
  }
  return events.sort((a, b) => a.event.data.seq - b.event.data.seq)
}

function succeeded({ status }: ReceiptOutcome): boolean {
  return status === 'SuccessValue' || status === 'SuccessReceiptId'
}

function read(json: string, { height }: Block, { receiptId }: ReceiptOutcome): RegistryEvent {
  try {
    return readEvent(json)
  } catch (cause) {
    throw new IndexerError(
      'BAD_EVENT',
      `Receipt ${receiptId} in block ${height} logged an event that cannot be read: ${(cause as Error).message} Either the registry has been changed, and this program is too old, or the source altered the log.`,
      { height, receiptId, seq: null },
      { cause },
    )
  }
}

function gap({ height }: Block, expected: number, seq: number): IndexerError<'SEQ_GAP'> {
  const advice =
    expected === 1
      ? 'Start at or before the block in which the registry was deployed.'
      : 'The source left events out or gave them twice; use another one.'
  return new IndexerError(
    'SEQ_GAP',
    `Block ${height} has the registry's event ${seq}, but event ${expected} comes next. ${advice}`,
    { height, expected, found: seq },
  )
}
