import type { Logger } from 'pino'
import type { Block, BlockSource, SourceStats, Wanted } from '../../block.ts'
import type { Clock } from '../../clock.ts'
import { IndexerError } from '../../errors.ts'
import { readBlock } from '../message/read-block.ts'
import { retry } from '../retry.ts'
import { walkBlocks } from '../walk.ts'
import { createNeardataClient } from './client.ts'

export type NeardataOptions = {
  /** For example `https://mainnet.neardata.xyz`; a key in the query is kept. */
  url: string
  /** What nobody wants is left out of the blocks. */
  wanted: Wanted
  logger: Pick<Logger, 'warn'>
  clock: Clock
  fetch?: typeof globalThis.fetch
  random?: () => number
  /** How many blocks to ask for at a time while catching up. */
  lookAhead?: number
  /** Milliseconds between two looks for a new block, where the server does not wait itself. */
  pollMs?: number
}

// Hides the latency to a server on the same continent; the public ones allow three requests a second.
const LOOK_AHEAD = 4
// NEAR makes a block about every 600 ms.
const POLL_MS = 500
// Ten seconds: servers are that far apart at most, and what has no last block by then is no neardata server.
const LOOKS_FOR_LAST = 20

/** Makes a source of blocks from a server that speaks FastNEAR's neardata API. */
export function createNeardataSource({
  url,
  wanted,
  logger,
  clock,
  fetch = globalThis.fetch,
  random = Math.random,
  lookAhead = LOOK_AHEAD,
  pollMs = POLL_MS,
}: NeardataOptions): BlockSource {
  const client = createNeardataClient({ url, fetch })
  const stats: SourceStats = { finalHeight: null, retries: {}, trouble: null }

  const get = async (path: string, signal: AbortSignal): Promise<Block | null | undefined> => {
    const answer = await retry(() => client(path, signal), {
      clock,
      random,
      signal,
      onFailure(error, attempt, pauseMs) {
        stats.retries[error.code] = (stats.retries[error.code] ?? 0) + 1
        stats.trouble = error
        logger.warn({ code: error.code, attempt, pauseMs }, error.message)
      },
    })
    stats.trouble = null
    return answer === undefined ? undefined : readBlock(answer, wanted)
  }

  const finalHeight = async (signal: AbortSignal) => {
    let block = await get('/v0/last_block/final', signal)
    // It is a redirect, and one of several servers behind an address can be behind the one that named the block.
    for (let again = 0; block === undefined && again < LOOKS_FOR_LAST; again++) {
      await clock.sleep(pollMs, signal)
      signal.throwIfAborted()
      block = await get('/v0/last_block/final', signal)
    }
    const { height } = existing(block, 'last final block')
    stats.finalHeight = Math.max(height, stats.finalHeight ?? 0)
    return height
  }

  const blockAt = async (height: number, signal: AbortSignal) => {
    const block = await get(`/v0/block/${height}`, signal)
    if (!block) return block
    if (block.height !== height) {
      throw new IndexerError(
        'SOURCE_BAD_BLOCK',
        `The source was asked for block ${height} and gave block ${block.height}. Use another source.`,
        { height, field: 'block.header.height' },
      )
    }
    stats.finalHeight = Math.max(height, stats.finalHeight ?? 0)
    return block
  }

  return {
    finalHeight,
    async firstHeight(signal) {
      return existing(await get('/v0/first_block', signal), 'first block').height
    },
    blocks: (fromHeight, signal) =>
      walkBlocks({ fromHeight, signal, blockAt, finalHeight, clock, lookAhead, pollMs }),
    stats: () => ({ ...stats, retries: { ...stats.retries } }),
  }
}

function existing(block: Block | null | undefined, what: string): Block {
  if (block) return block
  throw new IndexerError(
    'SOURCE_BAD_BLOCK',
    `The source has no ${what}. Check that the URL is one of a neardata server.`,
    { height: null, field: what },
  )
}
