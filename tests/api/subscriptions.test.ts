import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import test, { type ExecutionContext } from 'ava'
import { type Limits, startApi } from '../../api/index.ts'
import { readPolicy } from '../../protocol/policy.ts'
import { silent } from './ask.ts'
import { createTestMirror, hashOf, recipeOf } from './mirror.ts'
import { startNear } from './near.ts'
import { subscribe } from './sse.ts'

const CODE = hashOf('code')
const recipe = recipeOf('app')

async function start(t: ExecutionContext, limits: Partial<Limits> = {}) {
  const mirror = await createTestMirror()
  t.teardown(() => mirror.store.close())
  await mirror.advanceTo(120)
  const near = await startNear(t, { 'dapp.near': CODE, 'other.near': hashOf('other') })
  const clock = { ms: 0 }
  const began = performance.now()
  const api = await startApi({
    store: mirror.store,
    rpc: near.rpc,
    logger: silent,
    port: 0,
    limits,
    // Time passes, and can be moved on.
    clock: { now: () => clock.ms + performance.now() - began },
  })
  t.teardown(api.close)
  return { api, mirror, near, clock, url: api.url }
}

const ATTESTATIONS = `subscription ($filter: AttestationFilter) {
  attestations(filter: $filter) { seq builder live recipe { recipeId } } }`
const EVENTS = 'subscription ($from: Int) { events(fromSeq: $from) { seq text head } }'
const VERDICTS = `subscription ($ids: [AccountId!]!) {
  verdictChanged(accountIds: $ids, policy: { text: "anyone 1" }) {
    contract { accountId codeHash } verdict { status } } }`

const data = (event: { data: unknown } | undefined, field: string) =>
  (event?.data as { data?: Record<string, unknown> } | undefined)?.data?.[field]

for (const method of ['GET', 'POST'] as const) {
  test(`${method}: new attestations are told as they are indexed, those that fit the filter`, async (t) => {
    const { mirror, url } = await start(t)
    await mirror.record({ attest: 'before.near', recipe, got: CODE })
    const all = await subscribe(t, url, ATTESTATIONS, {}, method)
    const some = await subscribe(t, url, ATTESTATIONS, { filter: { builder: 'b.near' } }, method)
    t.regex(all.response.headers.get('content-type') ?? '', /^text\/event-stream/)
    t.is((await all.any())?.event, 'ping')
    await mirror.record(
      { attest: 'a.near', recipe, got: CODE },
      { attest: 'b.near', recipe, got: null },
    )
    t.like(data(await all.next(), 'attestations'), { seq: 2, builder: 'a.near', live: true })
    t.like(data(await all.next(), 'attestations'), { seq: 3, builder: 'b.near' })
    t.like(data(await some.next(), 'attestations'), { seq: 3, builder: 'b.near' })
    await mirror.record({ attest: 'c.near', recipe, got: CODE })
    t.like(data(await all.next(), 'attestations'), { seq: 4 })
  })
}

test('more attestations than a page come in order, each once', async (t) => {
  const { mirror, url } = await start(t)
  const all = await subscribe(t, url, ATTESTATIONS)
  await all.any()
  const builders = Array.from({ length: 250 }, (_, i) => `b${i}.near`)
  await mirror.record(...builders.map((attest) => ({ attest, recipe, got: null })))
  const seen: unknown[] = []
  while (seen.length < 250) {
    seen.push((data(await all.next(), 'attestations') as { builder: string }).builder)
  }
  t.deepEqual(seen, builders)
})

test('events are told from a number on, and then each as it comes', async (t) => {
  const { mirror, url } = await start(t)
  await mirror.record(
    { attest: 'a.near', recipe, got: CODE },
    { declare: 'a.near', operator: 'op.near' },
  )
  const events = await subscribe(t, url, EVENTS, { from: 2 })
  const second = data(await events.next(), 'events') as { seq: number; text: string }
  t.is(second.seq, 2)
  t.like(JSON.parse(second.text), { event: 'operator_set' })
  const onlyNew = await subscribe(t, url, EVENTS, { from: null })
  await onlyNew.any()
  await mirror.record({ withdraw: 'a.near', recipe })
  t.like(data(await events.next(), 'events'), { seq: 3 })
  t.like(data(await onlyNew.next(), 'events'), { seq: 3 })
})

test('a verdict is told at once, and again when its status or the code has changed', async (t) => {
  const { mirror, near, clock, url } = await start(t, { recheckMs: 400 })
  const ids = ['dapp.near', 'other.near', 'dapp.near']
  const verdicts = await subscribe(t, url, VERDICTS, { ids })
  const next = async () => data(await verdicts.next(), 'verdictChanged')
  const of = (accountId: string, codeHash: string, status: string) => ({
    contract: { accountId, codeHash },
    verdict: { status },
  })
  t.deepEqual(await next(), of('dapp.near', CODE, 'UNATTESTED'))
  t.deepEqual(await next(), of('other.near', hashOf('other'), 'UNATTESTED'))
  await mirror.advanceTo(130)
  await mirror.record({ attest: 'a.near', recipe: recipeOf('elsewhere'), got: hashOf('else') })
  await mirror.record({ attest: 'a.near', recipe, got: CODE })
  t.deepEqual(await next(), of('dapp.near', CODE, 'VERIFIED'))
  near.accounts.set('other.near', { code_hash: CODE })
  clock.ms += 60_000
  t.deepEqual(await next(), of('other.near', CODE, 'VERIFIED'))
  await mirror.record({ withdraw: 'a.near', recipe })
  t.deepEqual(await next(), of('dapp.near', CODE, 'UNATTESTED'))
  t.deepEqual(await next(), of('other.near', CODE, 'UNATTESTED'))
})

test('an account that NEAR cannot tell now is told once it can', async (t) => {
  const { near, url } = await start(t, { recheckMs: 400 })
  near.broken.reply = { status: 503, body: '' }
  const verdicts = await subscribe(t, url, VERDICTS, { ids: ['dapp.near'] })
  await verdicts.any()
  near.broken.reply = undefined
  t.like(data(await verdicts.next(), 'verdictChanged'), { verdict: { status: 'UNATTESTED' } })
})

const refused: [string, Record<string, unknown>, string][] = [
  [VERDICTS, { ids: [] }, 'INVALID_ARGUMENT'],
  [VERDICTS, { ids: Array.from({ length: 51 }, (_, i) => `a${i}.near`) }, 'INVALID_ARGUMENT'],
  [VERDICTS, { ids: ['NO'] }, 'INVALID_ARGUMENT'],
  [EVENTS, { from: 0 }, 'INVALID_ARGUMENT'],
  [ATTESTATIONS, { filter: { builder: 'NO' } }, 'INVALID_ARGUMENT'],
  [VERDICTS.replace('anyone 1', 'anyone x'), { ids: ['dapp.near'] }, 'INVALID_POLICY'],
]

test('a subscription that cannot be is refused like a query, and ends', async (t) => {
  const { url } = await start(t)
  for (const [query, variables, code] of refused) {
    const events = await subscribe(t, url, query, variables)
    const event = await events.next()
    t.like(event?.data, { errors: { 0: { extensions: { code } } } }, JSON.stringify(event))
    t.is((await events.next())?.event, 'complete')
    t.is(await events.next(), undefined)
  }
})

test('a process takes so many subscriptions and watched accounts, and those that are left make room', async (t) => {
  const { url, near } = await start(t, { subscriptions: 2, watchedAccounts: 3 })
  const first = await subscribe(t, url, VERDICTS, { ids: ['dapp.near', 'other.near'] })
  await first.next()
  const code = async (query: string, variables: Record<string, unknown>) => {
    const events = await subscribe(t, url, query, variables)
    const event = await events.any()
    const after = event?.event === 'ping' ? await Promise.race([events.next(), sleep(300)]) : event
    const found = (after?.data as { errors?: { extensions: { code: string } }[] } | undefined)
      ?.errors
    return { code: found?.[0]?.extensions.code, leave: events.leave }
  }
  const ids = ['a.near', 'b.near']
  t.is((await code(VERDICTS, { ids })).code, 'TOO_MANY_SUBSCRIPTIONS')
  const second = await code(EVENTS, {})
  t.is(second.code, undefined)
  t.is((await code(EVENTS, {})).code, 'TOO_MANY_SUBSCRIPTIONS')
  first.leave()
  second.leave()
  await sleep(100)
  const third = await code(VERDICTS, { ids })
  t.is(third.code, undefined)
  t.true(near.asked.length > 0)
})

test('a subscription ends after its time, and says so', async (t) => {
  const { url } = await start(t, { subscriptionMs: 300 })
  const events = await subscribe(t, url, EVENTS)
  t.deepEqual(await events.next(), { event: 'complete', data: null })
  t.is(await events.next(), undefined)
})

test('all subscriptions end when the server does, and the port is free', async (t) => {
  const { url, api } = await start(t)
  const open = await Promise.all(
    [ATTESTATIONS, EVENTS, VERDICTS].map((query) =>
      subscribe(t, url, query, query === VERDICTS ? { ids: ['dapp.near'] } : {}),
    ),
  )
  for (const events of open) await events.any()
  await api.close()
  for (const events of open) {
    let last: string | undefined
    for (let event = await events.next(); event !== undefined; event = await events.next()) {
      last = event.event
    }
    t.is(last, 'complete')
  }
  await t.throwsAsync(fetch(url))
})

test('heartbeats come while nothing happens', async (t) => {
  const { url } = await start(t)
  const events = await subscribe(t, url, EVENTS)
  for (let i = 0; i < 3; i++) t.is((await events.any())?.event, 'ping')
})

test('the mirror is read at one pace, however many wait', async (t) => {
  const { url, mirror } = await start(t)
  const open = await Promise.all(Array.from({ length: 20 }, () => subscribe(t, url, EVENTS)))
  for (const events of open) await events.any()
  const counted = mirror.countQueries('cursor')
  await sleep(1_000)
  const reads = counted()
  t.true(reads >= 1 && reads <= 5, `${reads}`)
})

test('a reader that does not read holds nothing but its own place, and is cut off', async (t) => {
  const { mirror, api } = await start(t, { subscriptions: 1, readerMs: 1_000 })
  // More than the system's own buffers take: 3,000 events of 5 KB.
  const name = 'a'.repeat(60)
  const accounts = Array.from({ length: 64 }, (_, i) => `${name}${String(i).padStart(2, '0')}`)
  const policy = readPolicy({ operators: [{ name: 'op', accounts }], quorum: 'op' })
  for (let i = 0; i < 30; i++) {
    const versions = Array.from({ length: 100 }, (_, j) => i * 100 + j + 1)
    await mirror.record(
      ...versions.map((version) => ({ set: 'dao.near/main' as const, version, policy })),
    )
  }
  const query = 'subscription { events(fromSeq: 1) { seq text head blockHash receiptId } }'
  const body = JSON.stringify({ query })
  const socket = connect(api.port, '127.0.0.1')
  await once(socket, 'connect')
  socket.pause()
  socket.write(
    `POST /graphql HTTP/1.1\r\nhost: x\r\naccept: text/event-stream\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  )
  const counted = mirror.countQueries('events')
  await sleep(700)
  const read = counted()
  t.true(read >= 1 && read < 25, `${read} of 30 pages were read for nobody`)
  // Its place is free again.
  for (;;) {
    await sleep(200)
    const events = await subscribe(t, api.url, EVENTS)
    await events.any()
    const next = await Promise.race([events.any(), sleep(100)])
    if (next === undefined || next.event === 'ping') break
    events.leave()
  }
  socket.destroy()
})
