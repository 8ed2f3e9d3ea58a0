import type { Block, BlockSource, Wanted } from '../../block.ts'
import { IndexerError } from '../../errors.ts'
import { nameSource } from '../../name-source.ts'
import { readBlock } from '../message/read-block.ts'
import { createRateLimit } from '../requests/rate-limit.ts'
import { createRequests, type RequestOptions } from '../requests/requests.ts'
import { walkBlocks } from '../walk.ts'
import { createNeardataClient, type NeardataClient } from './client.ts'

export type NeardataOptions = RequestOptions & {
  /** For example `https://mainnet.neardata.xyz`; a key in the query is kept. Several stand in for each other, the first is preferred. */
  urls: readonly string[]
  /** What nobody wants is left out of the blocks. */
  wanted: Wanted
  fetch?: typeof globalThis.fetch | undefined
  /** How many blocks to ask for at a time while catching up. */
  lookAhead?: number | undefined
  /** Requests that each server is sent in a minute at most; undefined: as many as come. */
  maxPerMinute?: number | undefined
  /** Milliseconds between two looks for a new block, where the server does not wait itself. */
  pollMs?: number | undefined
  /** The longest answer that is read. */
  maxBodyBytes?: number | undefined
}

// Hides the latency to a server on the same continent; the public ones allow three requests a second.
const LOOK_AHEAD = 4
// NEAR makes a block about every 600 ms.
const POLL_MS = 500
// Ten seconds: servers are that far apart at most, and what has no last block by then is no neardata server.
const LOOKS_FOR_LAST = 20
// Near the last final block a server holds a request until the block is there, ten seconds at most.
const DEADLINE_MS = 30_000
const DEADLINE_WITH_OTHERS_MS = 15_000
// The largest blocks have some ten megabytes.
const MAX_BODY_BYTES = 256 * 2 ** 20

/** Makes a source of blocks from servers that speak FastNEAR's neardata API. */
export function createNeardataSource({
  urls,
  wanted,
  fetch = globalThis.fetch,
  lookAhead = LOOK_AHEAD,
  maxPerMinute,
  pollMs = POLL_MS,
  maxBodyBytes = MAX_BODY_BYTES,
  ...options
}: NeardataOptions): BlockSource {
  const { clock } = options
  const timeoutMs = urls.length > 1 ? DEADLINE_WITH_OTHERS_MS : DEADLINE_MS
  const endpoints = urls.map((url) => {
    const limit = createRateLimit(maxPerMinute, clock)
    return createNeardataClient({ url, fetch, limit, timeoutMs, maxBodyBytes })
  })
  const requests = createRequests({ ...options, endpoints })
  let lastFinal: number | null = null

  const getFrom = (path: string, signal: AbortSignal) => async (endpoint: NeardataClient) => {
    const answer = await endpoint.get(path, signal)
    if (answer === undefined) return undefined
    try {
      const block = readBlock(answer, wanted)
      return block && { ...block, source: endpoint.name }
    } catch (error) {
      throw nameSource(error, endpoint.name)
    }
  }

  const finalHeight = async (signal: AbortSignal) => {
    let heights: number[] = []
    // It is a redirect, and one of several servers behind an address can be behind the one that named the block.
    for (let look = 0; heights.length === 0 && look < LOOKS_FOR_LAST; look++) {
      if (look > 0) await clock.sleep(pollMs, signal)
      signal.throwIfAborted()
      const blocks = await requests.askAll(getFrom('/v0/last_block/final', signal), signal)
      heights = blocks.flatMap((block) => (block ? [block.height] : []))
    }
    if (heights.length === 0) throw missing('last final block')
    const height = Math.max(...heights)
    lastFinal = Math.max(height, lastFinal ?? 0)
    return height
  }

  const blockAt = async (height: number, signal: AbortSignal) => {
    // A server that lacks a block which is final elsewhere is behind, and another one has it.
    const isEnough = (block: unknown) => block !== undefined || height > (lastFinal ?? 0)
    const block = await requests.ask(getFrom(`/v0/block/${height}`, signal), signal, isEnough)
    if (!block) return block
    if (block.height !== height) throw otherBlock(height, block)
    lastFinal = Math.max(height, lastFinal ?? 0)
    return block
  }

  return {
    finalHeight,
    async firstHeight(signal) {
      const block = await requests.ask(getFrom('/v0/first_block', signal), signal)
      if (!block) throw missing('first block')
      return block.height
    },
    blocks: (fromHeight, signal) =>
      walkBlocks({ fromHeight, signal, blockAt, finalHeight, clock, lookAhead, pollMs }),
    stats: () => ({ ...requests.stats(), finalHeight: lastFinal }),
  }
}

function missing(what: string): IndexerError<'SOURCE_BAD_BLOCK'> {
  return new IndexerError(
    'SOURCE_BAD_BLOCK',
    `The source has no ${what}. Check that the URL is one of a neardata server.`,
    { height: null, field: what },
  )
}

function otherBlock(height: number, { height: given, source }: Block): IndexerError {
  return new IndexerError(
    'SOURCE_BAD_BLOCK',
    `${source} was asked for block ${height} and gave block ${given}. Use another source.`,
    { height, field: 'block.header.height' },
  )
}
