import { setTimeout as wait } from 'node:timers/promises'
import type { ExecutionContext } from 'ava'
import {
  type Block,
  createIndexer,
  createNeardataSource,
  type IndexerOptions,
  isIndexerError,
} from '../../indexer/index.ts'
import { encodeBase58 } from '../../protocol/base58.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { readCursor, type Store } from '../../store/index.ts'
import { DATABASES } from '../store/databases.ts'
import { FIRST_HEIGHT, madeUpChain, NETWORK, REGISTRY, SOME_STEPS } from './made-up-chain.ts'
import { json, type NeardataServer, PASSING_FAULTS, startNeardata } from './neardata-server.ts'
import { quickClock, silent } from './quick-clock.ts'
import { allRows } from './tables.ts'

const { blocks, events } = madeUpChain(SOME_STEPS)
const LAST = blocks.at(-1)?.height as number

/** Runs an indexer that a test can watch and stop; it is stopped when the test ends. */
function start(
  t: ExecutionContext,
  store: Store,
  { url }: Pick<NeardataServer, 'url'>,
  given: Partial<IndexerOptions> = {},
) {
  const stop = new AbortController()
  const clock = quickClock()
  const indexer = createIndexer({
    store,
    source: createNeardataSource({
      urls: [url],
      wanted: { executor: REGISTRY, code: 'none' },
      logger: silent,
      clock,
    }),
    registry: REGISTRY,
    network: NETWORK,
    hasher: portableHasher,
    logger: silent,
    clock,
    signal: stop.signal,
    ...given,
  })
  const running = indexer.run()
  // A test that expects the error awaits it.
  running.catch(() => {})
  t.teardown(async () => {
    stop.abort()
    await running.catch(() => {})
  })
  const reached = async (height: number) => {
    while ((indexer.status().indexedHeight ?? 0) < height) {
      await Promise.race([running, wait(5)])
      if (indexer.status().state === 'stopped') throw new Error('the indexer has stopped')
    }
  }
  return { indexer, running, stop, reached }
}

for (const { name, test, open } of DATABASES) {
  test(`${name}: the indexer catches up, follows, and ends when it is told to`, async (t) => {
    const server = await startNeardata(t, blocks, { final: FIRST_HEIGHT + 2 })
    const store = await open(t)
    const { indexer, running, stop, reached } = start(t, store, server)
    t.like(indexer.status(), { indexedHeight: null, seq: 0, head: '1'.repeat(32), lag: null })
    await reached(FIRST_HEIGHT + 2)
    t.like(indexer.status(), { state: 'following', lag: 0, chainHeight: FIRST_HEIGHT + 2 })

    server.setFinal(LAST)
    await reached(LAST)
    stop.abort()
    await running
    const cursor = await readCursor(store.db)
    t.deepEqual(indexer.status(), {
      state: 'stopped',
      indexedHeight: LAST,
      blockTimestamp: blocks.at(-1)?.timestamp ?? null,
      chainHeight: LAST,
      lag: 0,
      seq: events.length,
      head: cursor?.head as string,
      lastError: null,
    })
    t.like(cursor, { height: LAST, seq: events.length, network: NETWORK, registry: REGISTRY })
  })

  test(`${name}: an indexer that was ended goes on where it was, with the same rows`, async (t) => {
    const server = await startNeardata(t, blocks)
    const whole = await open(t)
    await start(t, whole, server).reached(LAST)

    const store = await open(t)
    for (const { height } of blocks.filter((_, i) => i % 3 === 2)) {
      server.setFinal(height)
      const { reached, running, stop } = start(t, store, server)
      await reached(height)
      stop.abort()
      await running
    }
    server.setFinal(LAST)
    await start(t, store, server).reached(LAST)
    t.deepEqual(await allRows(store.db), await allRows(whole.db))
  })

  test(`${name}: faults of the source change nothing but the time`, async (t) => {
    const server = await startNeardata(t, blocks)
    for (const { fault } of Object.values(PASSING_FAULTS)) {
      for (const { height } of blocks) server.fail(`/v0/block/${height}`, fault)
    }
    const store = await open(t)
    const { indexer, reached } = start(t, store, server)
    await reached(LAST)
    t.is(indexer.status().seq, events.length)
    t.is((await allRows(store.db)).events.length, events.length)
  })

  test(`${name}: what is being waited out is in the status`, async (t) => {
    const store = await open(t)
    const { indexer } = start(t, store, { url: 'http://127.0.0.1:1' })
    while (indexer.status().lastError === null) await wait(5)
    t.like(indexer.status(), {
      state: 'catching_up',
      chainHeight: null,
      lastError: { code: 'SOURCE_UNREACHABLE' },
    })
  })

  test(`${name}: an empty database begins where it is told to`, async (t) => {
    const server = await startNeardata(t, blocks)
    const early = start(t, await open(t), server, { startHeight: FIRST_HEIGHT + 1 })
    await early.reached(LAST)
    t.false(server.requests.includes(`/v0/block/${FIRST_HEIGHT}`))

    const late = start(t, await open(t), server, { startHeight: FIRST_HEIGHT + 2 })
    await t.throwsAsync(late.running, { code: 'SEQ_GAP', message: /Start at or before/ })
  })

  test(`${name}: an event left out stops the indexer after the block before it`, async (t) => {
    const without = (blocks[2] as Block).height
    const altered = blocks.map((block) =>
      block.height === without ? { ...block, receipts: [] } : block,
    )
    const store = await open(t)
    const { indexer, running } = start(t, store, await startNeardata(t, altered))
    const error = await t.throwsAsync(running)
    t.true(isIndexerError(error, 'SEQ_GAP'))
    t.like(error, { details: { expected: 2, found: 4, height: blocks[3]?.height } })
    t.like(indexer.status(), { state: 'stopped', lastError: { code: 'SEQ_GAP' } })
    t.like(await readCursor(store.db), { height: without, seq: 1 })
  })

  test(`${name}: an altered event stops the indexer`, async (t) => {
    const altered = blocks.map((block, i) => (i === 3 ? lyingBlock(block) : block))
    const store = await open(t)
    const { running } = start(t, store, await startNeardata(t, altered))
    await t.throwsAsync(running, { code: 'BAD_EVENT', message: /event 4 in block/ })
    t.is((await readCursor(store.db))?.seq, 3)
  })

  test(`${name}: a block that does not follow stops the indexer`, async (t) => {
    const forked = blocks.map((block, i) => (i === 4 ? { ...block, prevHash: 'elsewhere' } : block))
    const store = await open(t)
    const { running } = start(t, store, await startNeardata(t, forked))
    await t.throwsAsync(running, { code: 'FORK', message: /elsewhere/ })
    t.is((await readCursor(store.db))?.height, blocks[3]?.height)
  })

  test(`${name}: a height skipped by the source alone stops the indexer`, async (t) => {
    const server = await startNeardata(t, blocks)
    const lost = `/v0/block/${blocks[3]?.height}`
    server.fail(lost, (response) => json(response, 200, 'null'))
    const { running } = start(t, await open(t), server)
    await t.throwsAsync(running, { code: 'FORK' })
  })

  test(`${name}: a source of another chain is noticed before anything is written`, async (t) => {
    const store = await open(t)
    const first = start(t, store, await startNeardata(t, blocks))
    await first.reached(LAST)
    first.stop.abort()
    await first.running
    const before = await allRows(store.db)

    const other = blocks.map((block) => ({ ...block, hash: `${block.hash}x` }))
    const again = start(t, store, await startNeardata(t, other))
    await t.throwsAsync(again.running, { code: 'FORK', message: /another chain/ })

    const young = blocks.map((block) => ({ ...block, height: block.height - FIRST_HEIGHT }))
    const behind = start(t, store, await startNeardata(t, young.slice(0, 3)))
    await t.throwsAsync(behind.running, { code: 'SOURCE_BEHIND' })
    t.deepEqual(await allRows(store.db), before)
  })

  test(`${name}: a database of another network or registry is refused`, async (t) => {
    const store = await open(t)
    const server = await startNeardata(t, blocks)
    const first = start(t, store, server)
    await first.reached(LAST)
    first.stop.abort()
    await first.running
    const network = start(t, store, server, { network: 'mainnet' })
    await t.throwsAsync(network.running, { code: 'WRONG_NETWORK' })
    const registry = start(t, store, server, { registry: 'other.near' })
    await t.throwsAsync(registry.running, { code: 'WRONG_REGISTRY' })
  })

  test(`${name}: the registry's own head is compared, and a difference stops`, async (t) => {
    const server = await startNeardata(t, blocks)
    const asked: number[] = []
    const honest = start(t, await open(t), server, {
      readHead: async () => {
        asked.push(events.length)
        return { seq: events.length, head: honest.indexer.status().head }
      },
    })
    await honest.reached(LAST)
    while (asked.length === 0) await wait(5)
    t.is(honest.indexer.status().state, 'following')

    const head = encodeBase58(new Uint8Array(32).fill(7))
    const lying = start(t, await open(t), server, {
      readHead: async () => ({ seq: events.length, head }),
    })
    await t.throwsAsync(lying.running, { code: 'HEAD_MISMATCH', message: new RegExp(head) })
  })

  test(`${name}: a registry that cannot be asked does not stop the indexer`, async (t) => {
    const server = await startNeardata(t, blocks, { final: LAST - 1 })
    const warnings: string[] = []
    const { reached, indexer } = start(t, await open(t), server, {
      readHead: () => Promise.reject(new Error('no node')),
      logger: { ...silent, warn: (_: unknown, text?: string) => void warnings.push(text ?? '') },
    })
    await reached(LAST - 1)
    while (warnings.length === 0) await wait(5)
    server.setFinal(LAST)
    await reached(LAST)
    t.is(indexer.status().lastError, null)
    t.deepEqual(warnings, ["the registry's head could not be read"])
  })
}

/** Lets the block's event say that it is of the block after. */
function lyingBlock(block: Block): Block {
  const alter = (line: string) =>
    line.replace(`"block_height":${block.height}`, `"block_height":${block.height + 1}`)
  return {
    ...block,
    receipts: block.receipts.map((receipt) => ({ ...receipt, logs: receipt.logs.map(alter) })),
  }
}
