import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'ava'
import {
  createIndexerMetrics,
  IndexerError,
  type IndexerStatus,
  type SourceStats,
  serveOperations,
} from '../../indexer/index.ts'

const ABOUT = { version: '1.2.3', network: 'testing', registry: 'registry.near' }
const FOLLOWING: IndexerStatus = {
  state: 'following',
  indexedHeight: 1_000,
  blockTimestamp: '1700000000500000000',
  chainHeight: 1_003,
  lag: 3,
  seq: 17,
  head: 'h',
  lastError: null,
}
const STATS: SourceStats = {
  finalHeight: 1_003,
  retries: { SOURCE_FAILED: 2 },
  requests: [
    { endpoint: 'http://a', outcome: 'ok', count: 5 },
    { endpoint: 'http://a', outcome: 'SOURCE_FAILED', count: 2 },
  ],
  trouble: null,
}

/** An indexer that says of itself what it is told to. */
function madeUpIndexer(status: IndexerStatus = FOLLOWING) {
  const metrics = createIndexerMetrics({ version: '1.2.3' })
  const state = { status }
  const indexer = { status: () => state.status }
  metrics.observe(indexer, { stats: () => STATS })
  return { metrics, indexer, state }
}

test('metrics say what was written, and what is true when they are asked for', async (t) => {
  const { metrics, state } = madeUpIndexer()
  metrics.onBatch({ blocks: 100, events: 3, deployments: 1, seconds: 0.002 })
  metrics.onBatch({ blocks: 1, events: 0, deployments: 0, seconds: 0.0002 })
  const text = await metrics.registry.metrics()
  for (const line of [
    'countersign_build_info{version="1.2.3"} 1',
    'countersign_indexer_blocks_total 101',
    'countersign_indexer_events_total 3',
    'countersign_indexer_deployments_total 1',
    'countersign_indexer_transaction_seconds_count 2',
    'countersign_indexer_transaction_seconds_bucket{le="0.0005"} 1',
    'countersign_indexer_height 1000',
    'countersign_indexer_chain_height 1003',
    'countersign_indexer_lag_blocks 3',
    'countersign_indexer_block_timestamp_seconds 1700000000.5',
    'countersign_indexer_seq 17',
    'countersign_indexer_running 1',
    'countersign_indexer_source_retries_total{code="SOURCE_FAILED"} 2',
    'countersign_indexer_source_requests_total{endpoint="http://a",outcome="ok"} 5',
  ]) {
    t.true(text.includes(`\n${line}\n`), line)
  }

  state.status = { ...FOLLOWING, state: 'stopped', chainHeight: null, lag: null, seq: 18 }
  const later = await metrics.registry.metrics()
  t.true(later.includes('\ncountersign_indexer_seq 18\n'))
  t.true(later.includes('\ncountersign_indexer_running 0\n'))
  t.notRegex(later, /^countersign_indexer_(lag_blocks|chain_height) /m)
  t.true(later.includes('\ncountersign_indexer_source_retries_total{code="SOURCE_FAILED"} 2\n'))
})

test('two indexers in one process have metrics of their own', async (t) => {
  const [a, b] = [madeUpIndexer(), madeUpIndexer()]
  a.metrics.onBatch({ blocks: 7, events: 0, deployments: 0, seconds: 0 })
  t.true((await b.metrics.registry.metrics()).includes('\ncountersign_indexer_blocks_total 0\n'))
})

test('every metric of the indexer stands in the docs, and no other', async (t) => {
  const docs = readFileSync(join(import.meta.dirname, '../../docs/operate.md'), 'utf8')
  const documented = [...docs.matchAll(/^\| `(countersign_(?:indexer_\w+|build_info))/gm)]
  const { metrics } = madeUpIndexer()
  const names = metrics.registry
    .getMetricsAsArray()
    .map(({ name }) => name)
    .filter((name) => name.startsWith('countersign_'))
  t.deepEqual(documented.map(([, name]) => name ?? '').sort(), names.sort())
})

test('health, readiness, status and metrics are served, and nothing else', async (t) => {
  const { metrics, indexer, state } = madeUpIndexer()
  const served = { indexer, metrics: metrics.registry, about: ABOUT }
  const { url, port, close } = await serveOperations({ port: 0, host: '127.0.0.1', ...served })
  t.teardown(close)
  const get = async (path: string) => {
    const response = await fetch(url + path)
    return { status: response.status, body: await response.json() }
  }
  t.deepEqual(await get('/health'), { status: 200, body: { alive: true } })
  const ready = { ready: true, state: 'following', lag: 3 }
  t.deepEqual(await get('/ready'), { status: 200, body: ready })
  t.deepEqual(await get('/status'), { status: 200, body: { ...ABOUT, ...FOLLOWING } })
  t.is((await get('/elsewhere')).status, 404)
  const text = await fetch(`${url}/metrics`)
  t.regex(text.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/)
  t.regex(await text.text(), /^countersign_indexer_height 1000$/m)
  t.is((await fetch(`${url}/status`, { method: 'POST' })).status, 405)
  t.is((await fetch(`${url}/ready`, { method: 'HEAD' })).status, 200)

  for (const status of [
    { ...FOLLOWING, state: 'catching_up' as const, lag: 21 },
    { ...FOLLOWING, state: 'catching_up' as const, lag: null },
    { ...FOLLOWING, state: 'stopped' as const, lag: 0 },
  ]) {
    state.status = status
    t.is((await get('/ready')).status, 503)
    t.is((await get('/health')).status, 200)
  }

  const error = await t.throwsAsync(serveOperations({ port, host: '127.0.0.1', ...served }))
  t.true(error instanceof IndexerError && error.code === 'CANNOT_LISTEN')
  t.regex(error?.message ?? '', new RegExp(`port ${port} .*another program has taken it`))
})
