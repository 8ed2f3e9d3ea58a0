import { z } from 'zod'
import type { Block, BlockSource, Wanted } from '../../block.ts'
import { IndexerError } from '../../errors.ts'
import { nameSource } from '../../name-source.ts'
import { inOrder } from '../in-order.ts'
import { readBlock } from '../message/read-block.ts'
import { checked } from '../message/shape.ts'
import { createRateLimit } from '../requests/rate-limit.ts'
import { createRequests, type RequestOptions } from '../requests/requests.ts'
import { type Bucket, type BucketOptions, openBucket } from './bucket.ts'
import { lastHeight } from './last-height.ts'

export type LakeOptions = RequestOptions &
  BucketOptions & {
    wanted: Wanted
    /** How many blocks to ask for at a time while catching up. */
    lookAhead?: number | undefined
    /** Requests that the bucket is sent in a minute at most; undefined: as many as come. */
    maxPerMinute?: number | undefined
    /** Milliseconds between two looks for a new block. */
    pollMs?: number | undefined
  }

// A block is an object and one a shard, nine on mainnet; S3 has no limit that this comes near.
const LOOK_AHEAD = 8
// A listing costs as much as ten objects, and blocks reach the bucket some seconds late anyhow.
const POLL_MS = 2_000
// The most that S3 gives in one answer.
const LISTED = 1_000
// How often to look how far the bucket goes while catching up: some fifty listings.
const LAST_HEIGHT_MS = 60_000

const chunks = z.object({ chunks: z.array(z.object({ shard_id: z.int().nonnegative() })) })

/** Makes a source of blocks from NEAR Lake, or from a bucket of the same form. It has no transaction of a receipt. */
export async function createLakeSource({
  wanted,
  lookAhead = LOOK_AHEAD,
  maxPerMinute,
  pollMs = POLL_MS,
  bucket,
  region,
  endpoint,
  ...options
}: LakeOptions): Promise<BlockSource> {
  const { clock } = options
  const opened = await openBucket(
    { bucket, region, endpoint },
    createRateLimit(maxPerMinute, clock),
  )
  const requests = createRequests({ ...options, endpoints: [opened] })
  let last: number | null = null

  const list = (from: number, most: number, signal: AbortSignal) =>
    requests.ask((each) => each.heightsFrom(from, most, signal), signal)

  const finalHeight = async (signal: AbortSignal) => {
    const next = async (height: number) => (await list(height, 1, signal))[0]
    const height = await lastHeight(last ?? 0, next)
    if (height === undefined) throw empty(opened)
    last = Math.max(height, last ?? 0)
    return height
  }

  const blockAt = async (height: number, signal: AbortSignal): Promise<Block> => {
    const object = async (name: string) => {
      for (;;) {
        const found = await requests.ask((each) => each.object(height, name, signal), signal)
        if (found !== undefined) return found
        // The objects of a block appear one after another.
        await clock.sleep(pollMs, signal)
        signal.throwIfAborted()
      }
    }
    const block = await object('block.json')
    try {
      const ids = new Set(checked(chunks, block, height).chunks.map(({ shard_id }) => shard_id))
      const shards = await Promise.all([...ids].map((id) => object(`shard_${id}.json`)))
      const read = readBlock({ block, shards }, wanted) as Block
      if (read.height !== height) throw otherBlock(height, read)
      return { ...read, source: opened.name }
    } catch (error) {
      throw nameSource(error, opened.name)
    }
  }

  async function* walk(fromHeight: number, signal: AbortSignal): AsyncGenerator<Block> {
    let next = fromHeight
    let looked = Number.NEGATIVE_INFINITY
    while (!signal.aborted) {
      if (clock.now() - looked > LAST_HEIGHT_MS) {
        await finalHeight(signal)
        looked = clock.now()
      }
      const heights = await list(next, LISTED, signal)
      last = Math.max(heights.at(-1) ?? 0, last ?? 0)
      const found = inOrder(heights.values(), lookAhead, (height) => blockAt(height, signal))
      for await (const [height, block] of found) {
        yield block
        next = height + 1
      }
      if (heights.length < LISTED) await clock.sleep(pollMs, signal)
    }
  }

  async function* blocks(fromHeight: number, given: AbortSignal): AsyncGenerator<Block> {
    // Ends the requests made ahead when the reader stops early.
    const reader = new AbortController()
    const signal = AbortSignal.any([given, reader.signal])
    try {
      yield* walk(fromHeight, signal)
    } catch (error) {
      if (!given.aborted) throw error
    } finally {
      reader.abort()
    }
  }

  return {
    async firstHeight(signal) {
      const [first] = await list(0, 1, signal)
      if (first === undefined) throw empty(opened)
      return first
    },
    finalHeight,
    blocks,
    stats: () => ({ ...requests.stats(), finalHeight: last }),
  }
}

function empty({ name }: Bucket): IndexerError<'SOURCE_BAD_BLOCK'> {
  return new IndexerError(
    'SOURCE_BAD_BLOCK',
    `${name} holds no blocks. Check that the bucket is one of NEAR Lake.`,
    { height: null, field: 'block.json' },
  )
}

function otherBlock(height: number, { height: given }: Block): IndexerError<'SOURCE_BAD_BLOCK'> {
  return new IndexerError(
    'SOURCE_BAD_BLOCK',
    `The objects of block ${height} hold block ${given}. Use another source.`,
    { height, field: 'block.header.height' },
  )
}
