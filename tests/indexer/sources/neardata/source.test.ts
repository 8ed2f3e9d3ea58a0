import { setTimeout as wait } from 'node:timers/promises'
import test, { type ExecutionContext } from 'ava'
import {
  type Block,
  type BlockSource,
  createNeardataSource,
  IndexerError,
  isIndexerError,
  type NeardataOptions,
} from '../../../../indexer/index.ts'
import { FIRST_HEIGHT, madeUpChain, REGISTRY, SOME_STEPS } from '../../made-up-chain.ts'
import { neardataJson } from '../../neardata-json.ts'
import { json, PASSING_FAULTS, startNeardata } from '../../neardata-server.ts'
import { quickClock, silent } from '../../quick-clock.ts'

const { blocks } = madeUpChain(SOME_STEPS)
const LAST = blocks.at(-1)?.height as number
/** What the source keeps of the blocks: the registry's receipts. */
const kept = blocks.map((block) => ({
  ...block,
  receipts: block.receipts.filter(({ executorId }) => executorId === REGISTRY),
}))
const options = (url: string, more: Partial<NeardataOptions> = {}): NeardataOptions => ({
  urls: [url],
  wanted: { executor: REGISTRY, code: 'none' },
  logger: silent,
  clock: quickClock(),
  random: () => 0.5,
  ...more,
})

/** Leaves out where a block came from. */
function bare(block: Block): Block {
  const copy = { ...block }
  delete copy.source
  return copy
}

async function take(t: ExecutionContext, source: BlockSource, from: number, count: number) {
  const stop = new AbortController()
  t.teardown(() => stop.abort())
  const taken: Block[] = []
  for await (const block of source.blocks(from, stop.signal)) {
    taken.push(bare(block))
    if (taken.length === count) break
  }
  return taken
}

for (const lookAhead of [1, 4, 50]) {
  test(`all blocks come in order past skipped heights, ${lookAhead} asked for at a time`, async (t) => {
    const { url } = await startNeardata(t, blocks)
    const source = createNeardataSource(options(url, { lookAhead }))
    t.deepEqual(await take(t, source, FIRST_HEIGHT, blocks.length), kept)
    t.is(source.stats().finalHeight, LAST)
  })
}

for (const notYet of ['404', 'null'] as const) {
  test(`blocks are followed as they become final, where one that is not there yet is ${notYet}`, async (t) => {
    const server = await startNeardata(t, blocks, { final: FIRST_HEIGHT + 1, notYet })
    const source = createNeardataSource(options(server.url))
    const taking = take(t, source, FIRST_HEIGHT, blocks.length)
    for (const { height } of blocks.slice(2)) {
      await wait(15)
      server.setFinal(height)
    }
    t.deepEqual(await taking, kept)
  })
}

test('the walk begins at a height that is not final yet', async (t) => {
  const server = await startNeardata(t, blocks, { final: FIRST_HEIGHT })
  const taking = take(t, createNeardataSource(options(server.url)), LAST, 1)
  await wait(30)
  server.setFinal(LAST)
  t.deepEqual(await taking, kept.slice(-1))
})

test('a height that one of several servers does not have yet is asked for again', async (t) => {
  const server = await startNeardata(t, blocks)
  const behind = `/v0/block/${FIRST_HEIGHT + 1}`
  const notThere = JSON.stringify({ type: 'BLOCK_DOES_NOT_EXIST' })
  server.fail(behind, (response) => json(response, 404, notThere))
  const source = createNeardataSource(options(server.url))
  t.deepEqual(await take(t, source, FIRST_HEIGHT, 3), kept.slice(0, 3))
  t.is(server.requests.filter((path) => path === behind).length, 2)
})

for (const [what, { fault, code }] of Object.entries(PASSING_FAULTS)) {
  test(`${what} is waited out and costs no block`, async (t) => {
    const server = await startNeardata(t, blocks)
    server.fail(`/v0/block/${FIRST_HEIGHT}`, fault)
    server.fail(`/v0/block/${blocks[5]?.height}`, fault, fault, fault)
    const warned: unknown[] = []
    const logger = { warn: (details: unknown) => void warned.push(details) }
    const source = createNeardataSource(options(server.url, { logger }))

    t.deepEqual(await take(t, source, FIRST_HEIGHT, blocks.length), kept)
    t.deepEqual(source.stats().retries, { [code]: 4 })
    t.is(source.stats().trouble, null)
    t.is(warned.length, 4)
    t.like(warned[0], { code })
  })
}

test('pauses grow from a quarter second, and last as long as the server asks', async (t) => {
  const server = await startNeardata(t, blocks)
  const path = `/v0/block/${FIRST_HEIGHT}`
  const failing = PASSING_FAULTS['a failing server']?.fault
  const limit = PASSING_FAULTS['a rate limit']?.fault
  t.assert(failing && limit)
  if (!failing || !limit) return
  server.fail(path, failing, failing, failing, limit)
  const clock = quickClock()
  await take(t, createNeardataSource(options(server.url, { clock, lookAhead: 1 })), FIRST_HEIGHT, 1)
  t.deepEqual(clock.pauses, [250, 500, 1_000, 2_250])
})

test('a server that is away is named without the key, and found again when it is back', async (t) => {
  const { url } = await startNeardata(t, blocks)
  let calls = 0
  const fetch: typeof globalThis.fetch = (input, init) =>
    calls++ < 2
      ? globalThis.fetch('http://127.0.0.1:1/', init)
      : globalThis.fetch(input as URL, init)
  const messages: string[] = []
  const logger = { warn: (_: unknown, message?: string) => void messages.push(message ?? '') }
  const source = createNeardataSource(options(`${url}/?apiKey=secret`, { fetch, logger }))
  t.is(await source.finalHeight(new AbortController().signal), LAST)
  t.deepEqual(source.stats().retries, { SOURCE_UNREACHABLE: 2 })
  t.true(messages[0]?.includes(url))
  t.false(messages.join().includes('secret'))
})

test('a key in the query and a folder in the path go with every request', async (t) => {
  const { url, requests } = await startNeardata(t, blocks)
  const source = createNeardataSource(options(`${url}/proxy/?apiKey=secret`))
  await t.throwsAsync(take(t, source, FIRST_HEIGHT, 1))
  t.is(requests[0], '/proxy/v0/last_block/final?apiKey=secret')
})

const stopping: Record<string, { code: string; fault: (block: Block) => [number, string] }> = {
  'a refusal': { code: 'SOURCE_REFUSED', fault: () => [403, '{}'] },
  'a height below the first block': {
    code: 'SOURCE_REFUSED',
    fault: () => [404, '{"type":"BLOCK_HEIGHT_TOO_LOW"}'],
  },
  'another block than asked for': {
    code: 'SOURCE_BAD_BLOCK',
    fault: (block) => [200, JSON.stringify(neardataJson({ ...block, height: 7 }))],
  },
  'JSON of something else': { code: 'SOURCE_BAD_BLOCK', fault: () => [200, '{"jsonrpc":"2.0"}'] },
  'a block without shards': {
    code: 'SOURCE_BAD_BLOCK',
    fault: (block) => [200, JSON.stringify({ ...neardataJson(block), shards: undefined })],
  },
  'a shard without outcomes': {
    code: 'SOURCE_BAD_BLOCK',
    fault: (block) => [200, JSON.stringify({ ...neardataJson(block), shards: [{ shard_id: 0 }] })],
  },
  'an outcome without an executor': {
    code: 'SOURCE_BAD_BLOCK',
    fault: (block) => [200, withOutcome(block, { execution_outcome: { outcome: {} } })],
  },
  "an outcome of the registry's without logs": {
    code: 'SOURCE_BAD_BLOCK',
    fault: (block) => [
      200,
      withOutcome(block, { execution_outcome: { outcome: { executor_id: REGISTRY } } }),
    ],
  },
}

function withOutcome(block: Block, outcome: object): string {
  const shards = [{ shard_id: 0, receipt_execution_outcomes: [outcome] }]
  return JSON.stringify({ ...neardataJson(block), shards })
}

for (const [what, { code, fault }] of Object.entries(stopping)) {
  test(`${what} ends the walk with an error, after the blocks before it`, async (t) => {
    const server = await startNeardata(t, blocks)
    const wrong = blocks[3] as Block
    server.fail(`/v0/block/${wrong.height}`, (response) => json(response, ...fault(wrong)))
    const taken: Block[] = []
    const error = await t.throwsAsync(
      async () => {
        const source = createNeardataSource(options(server.url))
        for await (const block of source.blocks(FIRST_HEIGHT, new AbortController().signal)) {
          taken.push(bare(block))
        }
      },
      { instanceOf: IndexerError },
    )
    t.is(error?.code, code)
    t.false(error?.retryable)
    t.deepEqual(taken, kept.slice(0, 3))
  })
}

test('an aborted signal ends the walk without an error, also while it waits', async (t) => {
  const { url } = await startNeardata(t, blocks)
  const stop = new AbortController()
  const taken: Block[] = []
  for await (const block of createNeardataSource(options(url)).blocks(FIRST_HEIGHT, stop.signal)) {
    taken.push(bare(block))
    if (block.height === LAST) setTimeout(() => stop.abort(), 10)
  }
  t.deepEqual(taken, kept)
})

test('an aborted signal ends a pause between two tries', async (t) => {
  const stop = new AbortController()
  const source = createNeardataSource(options('http://127.0.0.1:1'))
  setTimeout(() => stop.abort(), 20)
  for await (const _ of source.blocks(1, stop.signal)) t.fail('there is no server')
  t.true((source.stats().retries.SOURCE_UNREACHABLE ?? 0) > 0)
  t.true(isIndexerError(source.stats().trouble, 'SOURCE_UNREACHABLE'))
})

test('the first block of the source can be asked for', async (t) => {
  const { url } = await startNeardata(t, blocks)
  const { signal } = new AbortController()
  t.is(await createNeardataSource(options(url)).firstHeight(signal), FIRST_HEIGHT)
})
