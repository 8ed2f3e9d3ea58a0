import type { Logger } from 'pino'
import { emptyChain } from '../protocol/hash-chain.ts'
import type { Hasher } from '../protocol/hasher.ts'
import { readCursor, type Store, writeBatch } from '../store/index.ts'
import type { Block, BlockSource } from './block.ts'
import { checkChain, type ReadChain } from './chain-check.ts'
import type { Clock } from './clock.ts'
import { checkNotBehind } from './continuity.ts'
import type { Deployments } from './deployments/deployments.ts'
import { IndexerError } from './errors.ts'
import { checkHead, type ReadHead } from './head-check.ts'
import { indexBlocks } from './index-blocks.ts'
import { nameSource } from './name-source.ts'
import type { WrittenBatch } from './operations/metrics.ts'
import { cursorOf, type Position, positionOf } from './position.ts'
import { noRows } from './projection/rows.ts'
import { readyBatches } from './ready-batches.ts'
import { type IndexerStatus, statusOf } from './status.ts'

export type IndexerOptions = {
  /** Opened for writing. */
  store: Pick<Store, 'db'>
  source: BlockSource
  /** Account of the registry. */
  registry: string
  /** Chain id, for example `mainnet`. */
  network: string
  /** Where an empty database begins: at or before the registry's first event. Default: the source's first block. */
  startHeight?: number | undefined
  hasher: Hasher
  logger: Pick<Logger, 'info' | 'warn' | 'error'>
  clock: Clock
  /** Ends `run` after the transaction that is being written. */
  signal: AbortSignal
  /** Asks the registry itself for its head, to compare. */
  readHead?: ReadHead | undefined
  /** Asks another witness than the source for the chain's id and a block's hash, to compare. */
  readChain?: ReadChain | undefined
  /** Keeps what accounts run; the source has to be made with its `wanted`. */
  deployments?: Deployments | undefined
  /** Is told of every transaction. */
  onBatch?: ((batch: WrittenBatch) => void) | undefined
}

export type Indexer = {
  /** Follows the chain until the signal is aborted; throws an IndexerError if it cannot go on. */
  run(): Promise<void>
  status(): IndexerStatus
}

// A batch is one transaction, and what a kill makes the indexer read again. Measured: 256 empty blocks in one are
// written about as fast as any larger number (docs/indexer.md).
const BLOCKS_PER_BATCH = 256
// Between two comparisons with the registry while nothing happens.
const HEAD_CHECK_MS = 60_000

/** Makes an indexer that brings a database up to date with a registry's events and keeps it so. */
export function createIndexer(options: IndexerOptions): Indexer {
  const { store, source, registry, network, hasher, logger, clock, signal, deployments } = options
  const subject = { network, registry }
  let position: Position = { block: null, chain: emptyChain() }
  let running = false
  let stoppedBy: unknown = null
  let headChecked = Number.NEGATIVE_INFINITY
  let lastSource: string | undefined

  const status = () => statusOf(running, position, source.stats(), stoppedBy)

  /** Compares, and throws what differs; a witness that cannot be asked is no reason to stop. */
  const compare = async (what: string, check: () => Promise<void>) => {
    try {
      await check()
    } catch (error) {
      if (error instanceof IndexerError) throw nameSource(error, lastSource, 'The last block')
      if (!signal.aborted) logger.warn({ err: error }, `${what} could not be read`)
    }
  }

  const compareChain = async () => {
    const { readChain } = options
    const { block } = position
    if (readChain === undefined) return
    await compare('the chain as the RPC has it', async () =>
      checkChain(network, block, await readChain(block?.height ?? null, signal)),
    )
  }

  const compareHead = async (events: number) => {
    const { block, chain } = position
    const due = events > 0 || clock.now() - headChecked >= HEAD_CHECK_MS
    if (block === null || !due || status().lag !== 0) return
    headChecked = clock.now()
    const { readHead } = options
    await compareChain()
    if (readHead === undefined) return
    await compare("the registry's head", async () =>
      checkHead(chain, block.height, await readHead(signal)),
    )
  }

  const index = async (blocks: Block[]) => {
    const begun = performance.now()
    const indexed = await indexBlocks(store.db, position, blocks, subject, hasher, deployments)
    position = indexed.position
    lastSource = blocks.at(-1)?.source
    const { blocks: written, events, deployments: changes } = indexed
    const seconds = (performance.now() - begun) / 1_000
    options.onBatch?.({ blocks: written, events, deployments: changes, seconds })
    if (indexed.events > 0) {
      const { seq, indexedHeight, lag } = status()
      logger.info({ events: indexed.events, seq, height: indexedHeight, lag }, 'indexed events')
    }
    if (indexed.problem !== undefined) throw indexed.problem
    await compareHead(indexed.events)
  }

  /** Takes up accounts that were asked about, and what they run. */
  const pollDeployments = async () => {
    const { block, chain } = position
    if (deployments === undefined || block === null) return
    const { lag } = status()
    const place = { height: block.height, hash: block.hash, timestamp: block.timestamp }
    const rows = await deployments.poll(store.db, { block: place, lag, signal })
    if (rows === undefined) return
    await writeBatch(store.db, { ...noRows(), ...rows, cursor: cursorOf(subject, block, chain) })
  }

  const follow = async () => {
    position = positionOf(await readCursor(store.db), subject)
    const from = position.block?.height ?? options.startHeight ?? (await source.firstHeight(signal))
    await compareChain()
    if (position.block !== null) checkNotBehind(position.block, await source.finalHeight(signal))
    logger.info({ network, registry, from, seq: position.chain.seq }, 'indexing begins')

    await deployments?.begin(store.db, position.block === null ? from : position.block.height + 1)
    while (await readFrom(position.block?.height ?? from)) {
      logger.info({ height: position.block?.height }, 'blocks are read again, with more accounts')
    }
  }

  /** Follows the chain from a height on; returns true if the source has to be asked anew, because it has to give more. */
  const readFrom = async (height: number): Promise<boolean> => {
    const reading = new AbortController()
    const version = deployments?.version()
    const blocks = source.blocks(height, AbortSignal.any([signal, reading.signal]))
    for await (const batch of readyBatches(blocks, BLOCKS_PER_BATCH)) {
      try {
        await index(batch)
        if (signal.aborted) break
        await pollDeployments()
      } catch (error) {
        // The source may be waiting for the next block; closing it would wait with it.
        reading.abort()
        throw error
      }
      if (deployments?.version() !== version) {
        reading.abort()
        return true
      }
    }
    return false
  }

  return {
    status,
    async run() {
      running = true
      stoppedBy = null
      try {
        await follow()
      } catch (error) {
        if (signal.aborted) return
        stoppedBy = error
        logger.error({ err: error }, 'indexing has stopped')
        throw error
      } finally {
        running = false
        logger.info(status(), 'indexing ended')
      }
    },
  }
}
