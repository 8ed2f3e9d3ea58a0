import { EVENT_PREFIX } from '../protocol/event.ts'
import { appendEvent, type ChainHead } from '../protocol/hash-chain.ts'
import { hostHasher, log } from './host.ts'
import { writeHead } from './state/head.ts'

/** Logs an event, given as its JSON, and appends it to the hash chain, whose head so far is `chain`. */
export function recordEvent(chain: ChainHead, json: string): void {
  writeHead(appendEvent(chain, json, hostHasher))
  log(EVENT_PREFIX + json)
}
