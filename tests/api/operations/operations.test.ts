import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { createApi } from '../../../api/index.ts'
import { createApiMetrics } from '../../../api/operations/metrics.ts'
import { pathOf, routeOf } from '../../../api/operations/route.ts'
import { silent } from '../ask.ts'
import { createTestMirror, hashOf } from '../mirror.ts'
import { startNear } from '../near.ts'

async function start(t: ExecutionContext, { maxLag }: { maxLag?: number } = {}) {
  const mirror = await createTestMirror()
  t.teardown(() => mirror.store.close())
  await mirror.advanceTo(1_000)
  const near = await startNear(t, { 'a.near': hashOf('code') })
  near.height.value = 1_005
  const api = createApi({
    store: mirror.store,
    rpc: near.rpc,
    logger: silent,
    version: '1.2.3',
    maxLag,
  })
  t.teardown(api.close)
  const at = async (path: string, init: RequestInit = {}) =>
    await api.yoga.fetch(`http://api.example${path}`, init)
  const ask = (query: string) =>
    at('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    })
  const metrics = async () => await (await at('/metrics')).text()
  return { mirror, near, at, ask, metrics }
}

test('requests, errors, caches and questions to NEAR are counted', async (t) => {
  const { at, ask, metrics } = await start(t)
  const contract = '{ contract(accountId: "a.near") { codeHash } }'
  t.is((await ask(contract)).status, 200)
  t.is((await ask(contract)).status, 200)
  t.is((await ask(`${contract} `)).status, 200)
  await ask('{ nothing }')
  await ask('{ contract(accountId: "A B") { codeHash } }')
  await at('/health')
  await at('/ready')
  await at('/v1/code/nonsense')
  await at('/badge/a.near.svg')
  await at(`/${'x'.repeat(200)}`)
  const text = await metrics()
  for (const line of [
    /^countersign_build_info\{version="1\.2\.3"\} 1$/m,
    /^countersign_api_requests_total\{route="\/graphql",status="200"\} [45]$/m,
    /^countersign_api_requests_total\{route="\/health",status="200"\} 1$/m,
    /^countersign_api_requests_total\{route="\/ready",status="200"\} 1$/m,
    /^countersign_api_requests_total\{route="\/v1\/code",status="4\d\d"\} 1$/m,
    /^countersign_api_requests_total\{route="\/badge",status="200"\} 1$/m,
    /^countersign_api_requests_total\{route="page",status="404"\} 1$/m,
    /^countersign_api_request_seconds_count\{route="\/graphql"\} 5$/m,
    /^countersign_api_graphql_errors_total\{code="GRAPHQL_VALIDATION_FAILED"\} 1$/m,
    /^countersign_api_graphql_errors_total\{code="INVALID_ARGUMENT"\} 1$/m,
    /^countersign_api_cache_lookups_total\{cache="answer",result="hit"\} 1$/m,
    /^countersign_api_cache_lookups_total\{cache="deployed_code",result="miss"\} 1$/m,
    /^countersign_api_cache_lookups_total\{cache="deployed_code",result="hit"\} [1-9]\d*$/m,
    /^countersign_api_chain_read_seconds_count\{kind="view_account",outcome="ok"\} 1$/m,
    /^process_resident_memory_bytes \d+$/m,
  ]) {
    t.regex(text, line)
  }
  t.notRegex(text, /nonsense|a\.near|xxx/, 'nothing that a client chose is a label')
})

test('what NEAR does not answer is counted by its code', async (t) => {
  const { near, ask, metrics } = await start(t)
  await near.stop()
  await ask('{ contract(accountId: "a.near") { codeHash } }')
  const text = await metrics()
  t.regex(
    text,
    /^countersign_api_chain_read_seconds_count\{kind="view_account",outcome="RPC_UNREACHABLE"\} 1$/m,
  )
  t.regex(text, /^countersign_api_graphql_errors_total\{code="RPC_UNREACHABLE"\} 1$/m)
})

test('two APIs in one process have metrics of their own', async (t) => {
  const [a, b] = [await start(t), await start(t)]
  await a.at('/health')
  t.notRegex(await b.metrics(), /route="\/health"/)
})

test('the status says how far the mirror has come, and what keeps it from being asked', async (t) => {
  const { at } = await start(t)
  const response = await at('/status')
  t.is(response.headers.get('cache-control'), 'no-store')
  t.like(await response.json(), {
    version: '1.2.3',
    network: 'localnet',
    registry: 'registry.near',
    height: 1_000,
    seq: 0,
    chainHeight: 1_005,
    lag: 5,
    lastError: null,
  })

  const near = await startNear(t)
  const store = { database: '/nowhere/mirror.sqlite' }
  const api = createApi({ store, rpc: near.rpc, logger: silent })
  t.teardown(api.close)
  const without = await api.yoga.fetch('http://api.example/status')
  t.like(await without.json(), { version: 'unknown', lastError: { code: 'MIRROR_NOT_READY' } })
  t.is((await api.yoga.fetch('http://api.example/ready')).status, 503)
})

test('a mirror that is further behind than it may be is not ready, and one of which nobody knows is', async (t) => {
  const within = await start(t, { maxLag: 5 })
  const ready = await within.at('/ready')
  t.is(ready.status, 200)
  t.deepEqual(await ready.json(), { ready: true, height: 1_000, seq: 0, lag: 5, maxLag: 5 })

  const behind = await start(t, { maxLag: 4 })
  const not = await behind.at('/ready')
  t.is(not.status, 503)
  t.like(await not.json(), { ready: false, lag: 5, maxLag: 4 })

  const alone = await start(t, { maxLag: 4 })
  await alone.near.stop()
  const unknown = await alone.at('/ready')
  t.is(unknown.status, 200)
  t.like(await unknown.json(), { ready: true, lag: null })

  const any = await start(t)
  t.is((await any.at('/ready')).status, 200)
  t.deepEqual(any.near.asked, [], 'NEAR is not asked where it does not matter')
})

test('routes have few names, whatever is asked for', (t) => {
  const named = [
    ['http://h/graphql?query=x', '/graphql', '/graphql'],
    ['http://h:1/v1/contracts/a.near?x=/y', '/v1/contracts/a.near', '/v1/contracts'],
    ['http://h/v1/anything/else', '/v1/anything/else', '/v1'],
    ['http://h', '/', 'page'],
    ['http://h/?a#b', '/', 'page'],
    ['http://h/ready#x', '/ready', '/ready'],
    ['http://h/constructor', '/constructor', 'page'],
    ['http://h/some.near', '/some.near', 'page'],
  ] as const
  for (const [url, path, route] of named) {
    t.is(pathOf(url), path)
    t.is(routeOf(path), route)
  }
})

test('every metric of the API stands in the docs, and no other', (t) => {
  const docs = readFileSync(join(import.meta.dirname, '../../../docs/operate.md'), 'utf8')
  const documented = [...docs.matchAll(/^\| `(countersign_(?:api_\w+|build_info))/gm)]
  const names = createApiMetrics({ version: '1' })
    .registry.getMetricsAsArray()
    .map(({ name }) => name)
    .filter((name) => name.startsWith('countersign_'))
  t.deepEqual(documented.map(([, name]) => name ?? '').sort(), names.sort())
})
