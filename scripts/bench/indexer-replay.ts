import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Block,
  type BlockSource,
  createDeployments,
  createIndexer,
  systemClock,
  type Wanted,
} from '../../indexer/index.ts'
import { readBlock } from '../../indexer/sources/message/read-block.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { openAskBook, openStore } from '../../store/index.ts'
import { NETWORK, REGISTRY } from '../../tests/indexer/made-up-chain.ts'
import { median } from './median.ts'
import { FIRST_HEIGHT, makeNeardataBlocks } from './neardata-blocks.ts'

const BLOCKS = 2_000
const ROUNDS = 7

export type Replay = {
  name: 'indexer.replay_ratio'
  value: number
  unit: 'ratio'
  least: 0.7
  /** Of the rounds: how far they lie apart says how busy the machine is with other things. */
  lowest: number
  highest: number
  /** Blocks a second. */
  indexer: number
  reading: number
  blocks: number
  /** Rows about what accounts run. */
  deployments: number
  megabytes: number
}

/**
 * Measures how fast the indexer takes blocks that are there, against only reading and JSON-parsing the same blocks.
 *
 * It does what `countersign index` does by default: every account's code is looked at, and kept where somebody has attested it. In
 * turns in one process, into a new SQLite file each round; the median of the rounds.
 */
export async function indexerReplay(): Promise<Replay[]> {
  const texts = makeNeardataBlocks(BLOCKS)
  const folder = mkdtempSync(join(tmpdir(), 'countersign-bench-'))
  const indexer: number[] = []
  const reading: number[] = []
  let deployments = 0
  try {
    for (let round = 0; round < ROUNDS; round++) {
      reading.push(perSecond(await seconds(() => readAll(texts))))
      const file = join(folder, `${round}.sqlite`)
      const indexed = await indexAll(texts, file)
      indexer.push(perSecond(indexed.seconds))
      deployments = indexed.deployments
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
  const ratios = indexer.map((speed, i) => speed / (reading[i] as number))
  const bytes = texts.reduce((sum, text) => sum + text.length, 0)
  return [
    {
      name: 'indexer.replay_ratio',
      value: rounded(median(ratios)),
      unit: 'ratio',
      least: 0.7,
      lowest: rounded(Math.min(...ratios)),
      highest: rounded(Math.max(...ratios)),
      indexer: Math.round(median(indexer)),
      reading: Math.round(median(reading)),
      blocks: BLOCKS,
      deployments,
      megabytes: Math.round(bytes / 1e6),
    },
  ]
}

const logger = { info() {}, warn() {}, error() {} }

const decoder = new TextDecoder()
const parse = (text: Uint8Array): unknown => JSON.parse(decoder.decode(text))

async function readAll(texts: readonly Uint8Array[]): Promise<void> {
  let parsed = 0
  for (const text of texts) if (parse(text) !== null) parsed++
  if (parsed !== texts.length) throw new Error('a block was not parsed')
}

/** Indexes all blocks into a new database, which has been made before the clock starts: that is done once, and the blocks are millions. */
async function indexAll(
  texts: readonly Uint8Array[],
  file: string,
): Promise<{ seconds: number; deployments: number }> {
  const store = await openStore({ database: file, mode: 'write' })
  const askBook = openAskBook(file)
  const stop = new AbortController()
  const deployments = createDeployments({ sees: 'all', askBook, clock: systemClock, logger })
  let written = 0
  const indexer = createIndexer({
    store,
    source: sourceOf(texts, deployments.wanted, () => stop.abort()),
    deployments,
    registry: REGISTRY,
    network: NETWORK,
    hasher: portableHasher,
    logger,
    clock: systemClock,
    signal: stop.signal,
    onBatch: (batch) => {
      written += batch.deployments
    },
  })
  const taken = await seconds(async () => {
    await indexer.run()
    await askBook.close()
    // Folds SQLite's write-ahead log in.
    await store.close()
  })
  const { indexedHeight, chainHeight } = indexer.status()
  if (indexedHeight !== chainHeight) throw new Error(`indexing ended at block ${indexedHeight}`)
  return { seconds: taken, deployments: written }
}

/** Gives the blocks as the neardata source reads them, without the network. */
function sourceOf(
  texts: readonly Uint8Array[],
  code: Wanted['code'],
  onEnd: () => void,
): BlockSource {
  const read = (text: Uint8Array | undefined) =>
    readBlock(text && parse(text), { executor: REGISTRY, code }) as Block
  const finalHeight = read(texts.at(-1)).height
  return {
    firstHeight: async () => FIRST_HEIGHT,
    finalHeight: async () => finalHeight,
    async *blocks() {
      for (const text of texts) yield read(text)
      onEnd()
    },
    stats: () => ({ finalHeight, retries: {}, trouble: null }),
  }
}

function seconds(run: () => Promise<void>): Promise<number> {
  const start = performance.now()
  return run().then(() => (performance.now() - start) / 1_000)
}

const perSecond = (duration: number): number => BLOCKS / duration

const rounded = (ratio: number): number => Number(ratio.toFixed(3))
