import { encodeBase58 } from '../protocol/base58.ts'
import type { SourceStats } from './block.ts'
import type { Position } from './position.ts'

export type IndexerState = 'catching_up' | 'following' | 'stopped'

export type IndexerStatus = {
  state: IndexerState
  /** null before the first block. */
  indexedHeight: number | null
  /** Time of that block, nanoseconds since 1970, decimal; null before the first block. */
  blockTimestamp: string | null
  /** Height of the last final block as far as is known; null before the source's first answer. */
  chainHeight: number | null
  /** Heights still to be indexed; null while either height is unknown. */
  lag: number | null
  /** Number of the last event. */
  seq: number
  /** Head of the hash chain after it. */
  head: string
  /** What stopped the indexer, or what it is waiting out. */
  lastError: { code: string; message: string } | null
}

/** Puts together what an indexer says of itself. */
export function statusOf(
  running: boolean,
  { block, chain }: Position,
  source: SourceStats,
  stoppedBy: unknown,
): IndexerStatus {
  const indexedHeight = block?.height ?? null
  const chainHeight =
    source.finalHeight === null ? null : Math.max(source.finalHeight, indexedHeight ?? 0)
  const lag = indexedHeight === null || chainHeight === null ? null : chainHeight - indexedHeight
  return {
    state: !running ? 'stopped' : lag === 0 ? 'following' : 'catching_up',
    indexedHeight,
    blockTimestamp: block?.timestamp ?? null,
    chainHeight,
    lag,
    seq: chain.seq,
    head: encodeBase58(chain.head),
    lastError: described(stoppedBy ?? source.trouble),
  }
}

function described(error: unknown): IndexerStatus['lastError'] {
  if (error === null || error === undefined) return null
  if (!(error instanceof Error))
    return { code: 'INTERNAL', message: 'Something unknown was thrown.' }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'INTERNAL'
  return { code, message: error.message }
}
