import { EVENT_PREFIX, eventJson, type RegistryEvent } from '../protocol/event.ts'
import { appendEvent, type ChainHead } from '../protocol/hash-chain.ts'
import { hostHasher, log } from './host.ts'
import { writeHead } from './state/head.ts'

/** Logs an event and appends it to the hash chain, whose head so far is `chain`. */
export function recordEvent(chain: ChainHead, event: RegistryEvent): void {
  const json = eventJson(event)
  writeHead(appendEvent(chain, json, hostHasher))
  log(EVENT_PREFIX + json)
}
