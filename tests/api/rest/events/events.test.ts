import { gunzipSync } from 'node:zlib'
import test from 'ava'
import { acceptsGzip } from '../../../../api/rest/events/accepts-gzip.ts'
import { readEvent } from '../../../../protocol/event.ts'
import { stage } from '../../ask.ts'
import { hashOf } from '../../mirror.ts'
import { get } from '../get.ts'
import { attested, DAPP } from '../stage.ts'
import { headOver, type Line, linesOf } from './chain.ts'

const PATH = '/v1/events.ndjson'

test('all events come as they were logged, and give the head that the registry has', async (t) => {
  const all = await attested(t)
  const { headers, text } = await get(all, PATH)
  t.is(headers.get('content-type'), 'application/x-ndjson; charset=utf-8')
  t.is(headers.get('cache-control'), 'no-store')
  const { events, end } = linesOf(text)
  t.deepEqual(
    events.map(({ seq }) => seq),
    [1, 2, 3, 4, 5, 6, 7, 8, 9],
  )
  const { json: status } = await get(all, '/v1/status')
  t.deepEqual(end, { seq: 9, head: status.head, complete: true, remaining: 0 })
  t.is(headOver(events), String(end.head))
  t.like(readEvent(events[0]?.event ?? '').data, { builder: 'acme.near', recipe: DAPP })
  t.deepEqual(Object.keys(events[5] ?? {}), [
    'seq',
    'event',
    'blockHeight',
    'blockHash',
    'txHash',
    'receiptId',
    'logIndex',
    'head',
  ])
  t.like(events[5], {
    blockHeight: 102,
    blockHash: hashOf('block 102'),
    txHash: null,
    receiptId: hashOf('receipt 6'),
    logIndex: 0,
  })
})

for (const limit of [1, 2, 4, 8, 9, 12]) {
  test(`parts of ${limit} that are asked for one after the other are the whole`, async (t) => {
    const all = await attested(t)
    const whole = linesOf((await get(all, PATH)).text).events
    const parts: Line[] = []
    for (let from = 1; parts.length < whole.length; from = parts.length + 1) {
      const { text } = await get(all, `${PATH}?from=${from}&limit=${limit}`)
      const { events, end } = linesOf(text)
      parts.push(...events)
      const seq = Math.min(from + limit - 1, 9)
      t.deepEqual(end, { seq, head: parts.at(-1)?.head, complete: true, remaining: 9 - seq })
    }
    t.deepEqual(parts, whole)
  })
}

test('after the last event there is the end of the chain, and nothing else', async (t) => {
  const all = await attested(t)
  const { json: status } = await get(all, '/v1/status')
  for (const from of [10, 11, 999_999_999_999_999]) {
    const { events, end } = linesOf((await get(all, `${PATH}?from=${from}`)).text)
    t.deepEqual(events, [])
    t.deepEqual(end, { seq: 9, head: status.head, complete: true, remaining: 0 })
  }
})

test('a registry without events has the head of nothing', async (t) => {
  const all = await stage(t)
  await all.mirror.advanceTo(120)
  const { end } = linesOf((await get(all, PATH)).text)
  t.deepEqual(end, { seq: 0, head: '1'.repeat(32), complete: true, remaining: 0 })
})

test('a limit of any size is only a limit', async (t) => {
  const { end } = linesOf((await get(await attested(t), `${PATH}?limit=999999999999999`)).text)
  t.like(end, { seq: 9, complete: true })
})

for (const query of [
  'from=0',
  'from=-1',
  'from=1e9',
  'limit=0',
  'limit=-5',
  'from=',
  'to=3',
  'from=1&from=2',
  'limit=9999999999999999',
]) {
  test(`${query} is refused`, async (t) => {
    const { status, json } = await get(await attested(t), `${PATH}?${query}`)
    t.is(status, 400)
    t.like(json.error, { code: 'INVALID_ARGUMENT' })
  })
}

test('a mirror that is not ready is told by the status', async (t) => {
  const { status, json } = await get(await stage(t), PATH)
  t.is(status, 503)
  t.like(json.error, { code: 'MIRROR_NOT_READY' })
})

test('an event that is missing ends the export with an error, and no end that says complete', async (t) => {
  const all = await attested(t)
  await all.mirror.store.db.deleteFrom('events').where('seq', '=', 4).execute()
  const { text } = await get(all, PATH)
  const { events, end } = linesOf(text)
  t.deepEqual(events, [])
  t.like(end, { error: { code: 'INTERNAL_SERVER_ERROR' } })
  t.false('complete' in end)
})

test('who takes gzip gets it', async (t) => {
  const all = await attested(t)
  const plain = await get(all, PATH)
  t.is(plain.headers.get('vary'), 'Accept-Encoding')
  const response = await all.api.yoga.fetch(`http://test${PATH}`, {
    headers: { 'accept-encoding': 'gzip' },
  })
  t.is(response.headers.get('content-encoding'), 'gzip')
  t.is(gunzipSync(Buffer.from(await response.arrayBuffer())).toString(), plain.text)
})

test('HEAD starts no export', async (t) => {
  const all = await attested(t)
  const head = await get(all, PATH, {}, 'HEAD')
  t.is(head.status, 200)
  t.is(head.text, '')
  t.is(head.headers.get('content-type'), 'application/x-ndjson; charset=utf-8')
})

const encodings: [header: string | null, taken: boolean][] = [
  [null, false],
  ['', false],
  ['gzip', true],
  ['deflate, GZIP;q=0.5', true],
  ['*', true],
  ['identity', false],
  ['gzip;q=0', false],
  ['*;q=1, gzip; q=0', false],
  ['gzip;q=x', false],
]

for (const [header, taken] of encodings) {
  test(`${header ?? 'no header'} ${taken ? 'takes' : 'does not take'} gzip`, (t) => {
    t.is(acceptsGzip(header), taken)
  })
}
