import { joinBytes } from '#encodings'
import type { Hasher } from './hasher.ts'

/** The state of the registry's chain over its events: how many there are, and the head of the chain. */
export type ChainHead = { seq: number; head: Uint8Array }

/** The chain before the first event: `head₀` is 32 zero bytes. */
export const emptyChain = (): ChainHead => ({ seq: 0, head: new Uint8Array(32) })

/** Appends an event's JSON text: `headₙ = sha256(headₙ₋₁ ‖ sha256(utf8 of event JSON n))`. */
export function appendEvent(chain: ChainHead, eventJson: string, hasher: Hasher): ChainHead {
  const digest = hasher.sha256(hasher.utf8(eventJson))
  return { seq: chain.seq + 1, head: hasher.sha256(joinBytes([chain.head, digest])) }
}
