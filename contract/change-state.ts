import { EVENT_PREFIX, type Recorded } from '../protocol/event.ts'
import { appendEvent } from '../protocol/hash-chain.ts'
import { currentHeight, currentTimestamp, hostHasher, log, storageUsage } from './host.ts'
import { readHead, writeHead } from './state/head.ts'
import { type Payer, settleStorage } from './storage-payment.ts'

/** The events of one call, in their order. */
export type Events = {
  /** Answers the number, height and time of the event that is recorded next. */
  next(): Recorded
  /** Takes an event as its JSON, to be logged once the call has done all else. */
  record(json: string): void
}

/**
 * Changes state: the caller pays for what `change` stores, and the events that it records go to the log and the hash chain.
 *
 * The registry itself pays for the one record of the chain's head. `change` must not touch the caller's balance.
 */
export function changeState<T>(payer: Payer, change: (events: Events) => T): T {
  let head = readHead()
  const jsons: string[] = []
  const before = storageUsage()
  const result = change({
    next: () => ({
      seq: head.seq + jsons.length + 1,
      block_height: currentHeight(),
      timestamp: currentTimestamp().toString(),
    }),
    record: (json) => void jsons.push(json),
  })
  settleStorage(payer, storageUsage() - before)

  if (jsons.length === 0) return result
  for (const json of jsons) {
    head = appendEvent(head, json, hostHasher)
    log(EVENT_PREFIX + json)
  }
  writeHead(head)
  return result
}
