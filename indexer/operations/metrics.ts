import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { SourceStats } from '../block.ts'
import type { IndexerStatus } from '../status.ts'

/** What one transaction has written. */
export type WrittenBatch = { blocks: number; events: number; deployments: number; seconds: number }

export type IndexerMetrics = {
  registry: Registry
  /** Counts a transaction. */
  onBatch: (batch: WrittenBatch) => void
  /** Says whom to ask for what is true at the moment of being asked. */
  observe(indexer: { status(): IndexerStatus }, source: { stats(): SourceStats }): void
}

// From a block without events (0.05 ms, measured in docs/indexer.md) to a full batch on a slow disk.
const SECONDS = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5]

/** Makes the indexer's metrics, apart from those of any other. */
export function createIndexerMetrics({ version }: { version: string }): IndexerMetrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  new Gauge({
    name: 'countersign_build_info',
    help: 'Version of the program; always 1.',
    labelNames: ['version'],
    registers,
  }).set({ version }, 1)
  const counter = (name: string, help: string) =>
    new Counter({ name: `countersign_indexer_${name}`, help, registers })
  const blocks = counter(
    'blocks_total',
    'Blocks that were read and written, without skipped heights.',
  )
  const events = counter('events_total', 'Events of the registry that were written.')
  const deployments = counter(
    'deployments_total',
    'Changes of what accounts run that were written.',
  )
  const transactions = new Histogram({
    name: 'countersign_indexer_transaction_seconds',
    help: 'Time to check and write the blocks of one transaction.',
    buckets: SECONDS,
    registers,
  })

  return {
    registry,
    onBatch(batch) {
      blocks.inc(batch.blocks)
      events.inc(batch.events)
      deployments.inc(batch.deployments)
      transactions.observe(batch.seconds)
    },
    observe(indexer, source) {
      observeStatus(registers, indexer)
      observeSource(registers, source)
    },
  }
}

function observeStatus(registers: Registry[], indexer: { status(): IndexerStatus }): void {
  const gauge = (name: string, help: string, read: (status: IndexerStatus) => number | null) =>
    new Gauge({
      name: `countersign_indexer_${name}`,
      help,
      registers,
      collect() {
        const value = read(indexer.status())
        // What is not known yet is left out.
        if (value === null) this.remove()
        else this.set(value)
      },
    })
  gauge('height', 'Height up to which everything is written.', (s) => s.indexedHeight)
  gauge('chain_height', 'Height of the last final block, as far as is known.', (s) => s.chainHeight)
  gauge('lag_blocks', 'Heights still to be indexed.', (s) => s.lag)
  gauge('block_timestamp_seconds', 'Time of the last block that is written, since 1970.', (s) =>
    s.blockTimestamp === null ? null : Number(s.blockTimestamp) / 1e9,
  )
  gauge('seq', 'Number of the last event.', (s) => s.seq)
  gauge('running', '1 while it runs, 0 when it has stopped.', (s) =>
    s.state === 'stopped' ? 0 : 1,
  )
}

function observeSource(registers: Registry[], source: { stats(): SourceStats }): void {
  new Counter({
    name: 'countersign_indexer_source_retries_total',
    help: 'Requests to sources of blocks that were made again, by what went wrong.',
    labelNames: ['code'],
    registers,
    collect() {
      this.reset()
      for (const [code, count] of Object.entries(source.stats().retries)) this.inc({ code }, count)
    },
  })
  new Counter({
    name: 'countersign_indexer_source_requests_total',
    help: 'Requests to sources of blocks, by endpoint and by `ok` or what went wrong.',
    labelNames: ['endpoint', 'outcome'],
    registers,
    collect() {
      this.reset()
      for (const { endpoint, outcome, count } of source.stats().requests ?? []) {
        this.inc({ endpoint, outcome }, count)
      }
    },
  })
}
