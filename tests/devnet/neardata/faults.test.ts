import test, { type ExecutionContext } from 'ava'
import type { Devnet, Fault, FaultKind } from '../../../devnet/index.ts'
import { startDevnet } from '../../../devnet/index.ts'
import { createFaults } from '../../../devnet/neardata/faults.ts'

async function devnetWith(t: ExecutionContext, faults: Fault[], blocks = 8): Promise<Devnet> {
  const devnet = await startDevnet({ blockIntervalMs: 0, faults })
  t.teardown(devnet.close)
  for (let block = 0; block < blocks; block++) devnet.node.produceBlock()
  return devnet
}

const always = (kind: FaultKind): Fault => ({ kind, every: 1 })

test('without faults nothing fails', (t) => {
  const next = createFaults([])
  for (let request = 0; request < 50; request++) t.is(next(), undefined)
})

test('a fault hits every nth request, and the first of two that would', (t) => {
  const next = createFaults([
    { kind: 'null', every: 6 },
    { kind: 'server_error', every: 2 },
  ])
  const met = Array.from({ length: 7 }, () => next())
  const error = 'server_error'
  t.deepEqual(met, [undefined, error, undefined, error, undefined, 'null', undefined])
})

test('a fault with a probability hits about as many requests, the same ones with the same seed', (t) => {
  const met = (seed?: string) => {
    const next = createFaults([{ kind: 'delay', probability: 0.3, ...(seed ? { seed } : {}) }])
    return Array.from({ length: 1_000 }, () => next() ?? 'none')
  }
  const hits = met('a').filter((kind) => kind === 'delay').length
  t.true(hits > 250 && hits < 350, String(hits))
  t.deepEqual(met('a'), met('a'))
  t.notDeepEqual(met('a'), met('b'))
  const never = createFaults([{ kind: 'delay', probability: 0 }])
  t.is(never(), undefined)
  const ever = createFaults([{ kind: 'delay', probability: 1 }])
  t.is(ever(), 'delay')
})

test('a rate limit is HTTP 429 with the seconds to wait', async (t) => {
  const { neardataUrl } = await devnetWith(t, [always('rate_limit')])
  const response = await fetch(`${neardataUrl}/v0/block/1`)
  t.is(response.status, 429)
  t.is(response.headers.get('retry-after'), '1')
})

test('a server error is HTTP 500', async (t) => {
  const { neardataUrl } = await devnetWith(t, [always('server_error')])
  t.is((await fetch(`${neardataUrl}/v0/last_block/final`)).status, 500)
})

test('a body that is cut off is no JSON, and said to be whole', async (t) => {
  const { neardataUrl } = await devnetWith(t, [always('cut_off')])
  const response = await fetch(`${neardataUrl}/v0/block/1`)
  t.is(response.status, 200)
  const text = await response.text()
  t.true(text.startsWith('{"block":'))
  t.throws(() => JSON.parse(text) as unknown)
})

test('null stands in for a block that is there', async (t) => {
  const { neardataUrl } = await devnetWith(t, [always('null')])
  t.is(await (await fetch(`${neardataUrl}/v0/block/1`)).json(), null)
})

test('a stale source is five heights behind in all that it says', async (t) => {
  const { neardataUrl, node } = await devnetWith(t, [always('stale')])
  t.is(node.blocks.head().header.height, 8)
  t.true((await fetch(`${neardataUrl}/v0/last_block/final`)).url.endsWith('/v0/block/3'))
  t.is((await fetch(`${neardataUrl}/v0/block/3`)).status, 200)
  node.produceBlock({ skipHeights: 20 })
  t.true((await fetch(`${neardataUrl}/v0/last_block/final`)).url.endsWith('/v0/block/8'))
})

test('a delayed answer is whole', async (t) => {
  const { neardataUrl } = await devnetWith(t, [always('delay')])
  t.like(await (await fetch(`${neardataUrl}/v0/block/1`)).json(), {
    block: { header: { height: 1 } },
  })
})

test('faults hit blocks alone, never RPC', async (t) => {
  const { rpcUrl } = await devnetWith(t, [always('server_error')])
  t.is((await fetch(`${rpcUrl}/status`)).status, 200)
})

test('heights can be skipped as a rule', async (t) => {
  const devnet = await startDevnet({ blockIntervalMs: 0, skipEvery: 3 })
  t.teardown(devnet.close)
  for (let block = 0; block < 6; block++) devnet.node.produceBlock()
  const heights = Array.from({ length: 9 }, (_, height) => height)
  const there = heights.filter((height) => devnet.node.blocks.atHeight(height))
  t.deepEqual(there, [0, 1, 2, 4, 5, 7, 8])
  t.is(await (await fetch(`${devnet.neardataUrl}/v0/block/3`)).json(), null)
})
