import test, { type ExecutionContext } from 'ava'
import {
  type Block,
  createNeardataSource,
  type NeardataOptions,
} from '../../../../indexer/index.ts'
import { FIRST_HEIGHT, madeUpChain, REGISTRY, SOME_STEPS } from '../../made-up-chain.ts'
import { type Fault, PASSING_FAULTS, startNeardata } from '../../neardata-server.ts'
import { quickClock, silent } from '../../quick-clock.ts'

const { blocks } = madeUpChain(SOME_STEPS)
const LAST = blocks.at(-1)?.height as number

/** Reads all blocks and returns their heights with the server that each came from. */
async function readAll(t: ExecutionContext, urls: string[], more: Partial<NeardataOptions> = {}) {
  const stop = new AbortController()
  t.teardown(() => stop.abort())
  const clock = quickClock()
  const source = createNeardataSource({
    urls,
    wanted: { executor: REGISTRY, code: 'none' },
    logger: silent,
    clock,
    ...more,
  })
  const taken: Block[] = []
  for await (const block of source.blocks(FIRST_HEIGHT, stop.signal)) {
    taken.push(block)
    if (block.height === LAST) break
  }
  return { taken, source, clock }
}

const heights = blocks.map(({ height }) => height)

test('blocks that one server cannot give come from the next one, without a pause', async (t) => {
  const [first, second] = [await startNeardata(t, blocks), await startNeardata(t, blocks)]
  const fault = PASSING_FAULTS['a rate limit']?.fault
  if (fault) first.fail(`/v0/block/${heights[4]}`, fault)
  const { taken, source, clock } = await readAll(t, [first.url, second.url], { lookAhead: 1 })
  t.deepEqual(
    taken.map(({ height }) => height),
    heights,
  )
  const from = taken.map((block) => block.source)
  t.deepEqual(from.slice(0, 4), Array(4).fill(first.url))
  t.deepEqual(from.slice(4), Array(heights.length - 4).fill(second.url))
  t.deepEqual(source.stats().retries, { SOURCE_RATE_LIMITED: 1 })
  t.deepEqual(clock.pauses, [])
})

test('a server that is away altogether is done without', async (t) => {
  const { url } = await startNeardata(t, blocks)
  const { taken, source } = await readAll(t, ['http://127.0.0.1:1', url])
  t.is(taken.length, blocks.length)
  t.is(source.stats().trouble, null)
})

const refusal =
  (status: number): Fault =>
  (response) =>
    void response.writeHead(status).end('{}')

for (const status of [401, 403, 404]) {
  test(`a server that refuses with ${status} is warned of by name and done without`, async (t) => {
    const [first, second] = [await startNeardata(t, blocks), await startNeardata(t, blocks)]
    first.fail(`/v0/block/${heights[4]}`, refusal(status))
    const warnings: string[] = []
    const logger = { warn: (_: unknown, message?: string) => void warnings.push(message ?? '') }
    const { taken } = await readAll(t, [first.url, second.url], { lookAhead: 1, logger })
    t.deepEqual(
      taken.map((block) => block.source),
      heights.map((_, i) => (i < 4 ? first.url : second.url)),
    )
    t.is(warnings.length, 1)
    t.true(warnings[0]?.includes(`${first.url}/v0/block/${heights[4]} answered HTTP ${status}`))
  })
}

test('when every server refuses the walk ends with an error that names each', async (t) => {
  const servers = [await startNeardata(t, blocks), await startNeardata(t, blocks)]
  for (const server of servers) {
    server.fail(`/v0/block/${heights[4]}`, refusal(403), refusal(403))
  }
  const urls = servers.map(({ url }) => url)
  const error = await t.throwsAsync(readAll(t, urls, { lookAhead: 1 }), { code: 'SOURCE_REFUSED' })
  for (const url of urls) t.true(error?.message.includes(`${url}/v0/block/`), error?.message)
})

test('blocks that the preferred server does not have yet come from one that has them', async (t) => {
  const behind = await startNeardata(t, blocks, { final: FIRST_HEIGHT + 3 })
  const ahead = await startNeardata(t, blocks)
  const { taken } = await readAll(t, [behind.url, ahead.url])
  t.deepEqual(
    taken.map(({ height }) => height),
    heights,
  )
  t.is(taken[0]?.source, behind.url)
  t.is(taken.at(-1)?.source, ahead.url)
})

test('a limit of requests a minute is kept for each server', async (t) => {
  const { url } = await startNeardata(t, blocks)
  const { taken, clock } = await readAll(t, [url], { maxPerMinute: 30 })
  t.is(taken.length, blocks.length)
  // Three may come at once, the others 60/27 s apart; the clock of this test does not move on while it waits.
  t.true(clock.pauses.length >= blocks.length - 3)
  t.true((clock.pauses.at(-1) ?? 0) > 20_000)
})
