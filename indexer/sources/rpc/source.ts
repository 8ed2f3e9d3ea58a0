import { isChainError } from '../../../chain/index.ts'
import type { Block, BlockSource, Wanted } from '../../block.ts'
import { IndexerError } from '../../errors.ts'
import { createRateLimit } from '../requests/rate-limit.ts'
import { createRequests, type RequestOptions } from '../requests/requests.ts'
import { walkBlocks } from '../walk.ts'
import { type BlockAnswer, blockAnswer, statusAnswer } from './answers.ts'
import { linked } from './linked.ts'
import { asIndexerError, createRpcNode, type RpcNode } from './node.ts'
import { notKept, notKeptError } from './not-kept.ts'
import { readRpcBlock } from './read-block.ts'

export type RpcSourceOptions = RequestOptions & {
  /** RPC URLs that stand in for each other, the first is preferred. */
  urls: readonly string[]
  /** Code of all accounts cannot be wanted: a node says what changed only of accounts that it is asked about. */
  wanted: Wanted
  fetch?: typeof globalThis.fetch | undefined
  /** How many blocks to ask for at a time while catching up. */
  lookAhead?: number | undefined
  /** Requests that each node is sent in a minute at most; undefined: as many as come. */
  maxPerMinute?: number | undefined
  /** Milliseconds between two looks for a new block. */
  pollMs?: number | undefined
}

// Two requests a block; enough to hide the latency to a node on the same continent.
const LOOK_AHEAD = 8
// NEAR makes a block about every 600 ms.
const POLL_MS = 500

/** Makes a source of blocks from nodes that are asked over RPC: slower than others, but any node will do. */
export function createRpcSource({
  urls,
  wanted,
  fetch = globalThis.fetch,
  lookAhead = LOOK_AHEAD,
  maxPerMinute,
  pollMs = POLL_MS,
  ...options
}: RpcSourceOptions): BlockSource {
  if (wanted.code === 'all') throw cannotWatchAll()
  const { clock } = options
  const endpoints = urls.map((url) => {
    const limit = createRateLimit(maxPerMinute, clock)
    return createRpcNode({ url, fetch, limit })
  })
  const requests = createRequests({ ...options, endpoints })
  let lastFinal: number | null = null

  const checked =
    <T>(ask: (node: RpcNode) => Promise<T>) =>
    (node: RpcNode) =>
      ask(node).catch((error: unknown) => {
        throw asIndexerError(error, node)
      })

  const finalHeight = async (signal: AbortSignal) => {
    const final = { finality: 'final' }
    const answers = await requests.askAll(
      checked((node) => node.ask('block', final, blockAnswer, signal)),
      signal,
    )
    const height = Math.max(...answers.map(({ header }) => header.height))
    lastFinal = Math.max(height, lastFinal ?? 0)
    return height
  }

  const complete = async (node: RpcNode, answer: BlockAnswer, signal: AbortSignal) => {
    const block = await readRpcBlock(node, answer, wanted, signal)
    return block && { ...block, source: node.name }
  }

  const blockAt = async (height: number, signal: AbortSignal) => {
    if (height > (lastFinal ?? 0)) return undefined
    const read = async (node: RpcNode) => {
      const answer = await skippable(node, height, signal)
      if (answer === null) return null
      if (answer.header.height !== height) throw otherBlock(node, height, answer)
      return await complete(node, answer, signal)
    }
    // A node that is behind does not know the block either, and another one may.
    return await requests.ask(checked(read), signal, (block) => Boolean(block))
  }

  const byHash = async (hash: string, height: number, signal: AbortSignal): Promise<Block> => {
    const read = async (node: RpcNode) => {
      const asked = node.ask('block', { block_id: hash }, blockAnswer, signal)
      return await complete(node, await asked.catch(notKept(node, height)), signal)
    }
    for (;;) {
      const block = await requests.ask(checked(read), signal, (each) => each !== undefined)
      if (block !== undefined) return block
      await clock.sleep(pollMs, signal)
      signal.throwIfAborted()
    }
  }

  const firstHeight = async (signal: AbortSignal) => {
    const heights = await requests.askAll(
      checked(async (node) => ({
        node,
        status: await node.ask('status', [], statusAnswer, signal),
      })),
      signal,
    )
    return Math.min(...heights.map(({ status }) => status.sync_info.earliest_block_height ?? 0))
  }

  async function* blocks(fromHeight: number, signal: AbortSignal): AsyncGenerator<Block> {
    try {
      const first = await firstHeight(signal)
      if (fromHeight < first) throw notKeptError(endpoints[0] as RpcNode, fromHeight)
      const walk = walkBlocks({
        fromHeight,
        signal,
        blockAt,
        finalHeight,
        clock,
        lookAhead,
        pollMs,
      })
      yield* linked(walk, fromHeight, (hash, height) => byHash(hash, height, signal))
    } catch (error) {
      if (!signal.aborted) throw error
    }
  }

  return {
    firstHeight,
    finalHeight,
    blocks,
    stats: () => ({ ...requests.stats(), finalHeight: lastFinal }),
  }
}

/** Gives null where the node knows no block of that height: it was skipped, or the node does not have it. */
async function skippable(
  node: RpcNode,
  height: number,
  signal: AbortSignal,
): Promise<BlockAnswer | null> {
  try {
    return await node.ask('block', { block_id: height }, blockAnswer, signal)
  } catch (error) {
    if (!isChainError(error, 'UNKNOWN_BLOCK')) throw error
    if (error.details.cause === 'GARBAGE_COLLECTED_BLOCK') throw notKeptError(node, height, error)
    return null
  }
}

function otherBlock({ name }: RpcNode, height: number, { header }: BlockAnswer): IndexerError {
  return new IndexerError(
    'SOURCE_BAD_BLOCK',
    `${name} was asked for block ${height} and gave block ${header.height}. Use another node.`,
    { height, field: 'block.header.height' },
  )
}

function cannotWatchAll(): IndexerError<'CANNOT_WATCH_ALL'> {
  return new IndexerError(
    'CANNOT_WATCH_ALL',
    'Over RPC the code of all accounts cannot be watched: a node says what changed only of accounts that it is asked about. Use the source neardata or lake.',
    { source: 'rpc' },
  )
}
