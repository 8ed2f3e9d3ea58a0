import { encodeBase58 } from '../../../../protocol/base58.ts'
import { appendEvent, emptyChain } from '../../../../protocol/hash-chain.ts'
import { portableHasher } from '../../../../protocol/portable-hasher.ts'

export type Line = Record<string, unknown> & { seq: number; event: string; head: string }

/** Takes an export apart. */
export function linesOf(text: string): { events: Line[]; end: Record<string, unknown> } {
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
  return { events: lines.slice(0, -1), end: lines.at(-1) ?? {} }
}

/** Computes the head over events from the first on. */
export function headOver(events: readonly Line[]): string {
  const chain = events.reduce(
    (before, { event }) => appendEvent(before, event, portableHasher),
    emptyChain(),
  )
  return encodeBase58(chain.head)
}
