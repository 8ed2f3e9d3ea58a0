import test from 'ava'
import { pino } from 'pino'
import { get } from './get.ts'
import { attested, DAPP, GOOD } from './stage.ts'

const PATH = '/v1/contracts/dapp.near?anyone=1'

test('an answer may be kept for three seconds and is then asked for by its ETag', async (t) => {
  const all = await attested(t)
  const first = await get(all, PATH)
  t.is(first.headers.get('cache-control'), 'public, max-age=3')
  const etag = first.headers.get('etag') ?? ''
  t.regex(etag, /^W\/"[\w-]{43}"$/)
  for (const known of [etag, etag.slice(2), `"other", ${etag}`, '*']) {
    const again = await get(all, PATH, { 'if-none-match': known })
    t.is(again.status, 304, known)
    t.is(again.text, '')
    t.is(again.headers.get('etag'), etag)
    t.is(again.headers.get('cache-control'), 'public, max-age=3')
    t.is(again.headers.get('content-type'), null)
  }
  t.is((await get(all, PATH, { 'if-none-match': '"other"' })).status, 200)
})

test('the ETag stays while only blocks go on, and changes with an attestation or an upgrade', async (t) => {
  const all = await attested(t)
  const tag = async (path = PATH) => (await get(all, path)).headers.get('etag')
  const first = await tag()
  await all.mirror.advanceTo(130)
  all.clock.ms += 4_000
  t.is(await tag(), first)
  await all.mirror.record({ attest: 'new.near', recipe: DAPP, got: GOOD })
  all.clock.ms += 4_000
  const second = await tag()
  t.not(second, first)
  all.near.accounts.set('dapp.near', { code_hash: 'B'.repeat(43) })
  all.clock.ms += 4_000
  t.not(await tag(), second)
})

test('the ETag of chosen fields covers exactly them', async (t) => {
  const all = await attested(t)
  const path = `/v1/code/${GOOD}?anyone=1&fields=verdict.asOf.blockHeight`
  const before = await get(all, path)
  await all.mirror.advanceTo(130)
  all.clock.ms += 4_000
  const after = await get(all, path, { 'if-none-match': before.headers.get('etag') ?? '' })
  t.is(after.status, 200)
  t.deepEqual(after.json, { verdict: { asOf: { blockHeight: 130 } } })
})

test('HEAD tells what GET would, without a body', async (t) => {
  const all = await attested(t)
  for (const path of [PATH, '/v1/nothing', '/v1/attestations/1']) {
    const got = await get(all, path)
    const head = await get(all, path, {}, 'HEAD')
    t.is(head.status, got.status)
    t.is(head.text, '')
    t.is(head.headers.get('content-length'), String(Buffer.byteLength(got.text)))
    t.is(head.headers.get('etag'), got.headers.get('etag'))
  }
})

for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
  test(`${method} is refused`, async (t) => {
    const { status, json, headers } = await get(await attested(t), PATH, {}, method)
    t.is(status, 405)
    t.is(headers.get('allow'), 'GET, HEAD, OPTIONS')
    t.like(json.error, { code: 'METHOD_NOT_ALLOWED', method })
  })
}

test('any page may ask, as it may ask GraphQL', async (t) => {
  const all = await attested(t)
  const origin = 'https://elsewhere.example'
  const got = await get(all, PATH, { origin })
  t.is(got.headers.get('access-control-allow-origin'), origin)
  t.is(got.headers.get('access-control-allow-credentials'), null)
  const asked = { origin, 'access-control-request-method': 'GET' }
  const options = await get(all, PATH, asked, 'OPTIONS')
  t.is(options.status, 204)
  t.is(options.headers.get('access-control-allow-origin'), origin)
})

const hostile: [what: string, path: string][] = [
  ['a path out of the server', '/v1/contracts/..%2F..%2Fetc%2Fpasswd'],
  ['a NUL', '/v1/contracts/dapp.near%00'],
  ['half a percent sign', '/v1/contracts/%'],
  ['bytes that are no UTF-8', '/v1/contracts/%ff%fe'],
  ['line ends for a header', '/v1/contracts/a%0d%0aSet-Cookie:%20x=1'],
  ['a tag', '/v1/contracts/%3Cscript%3Ealert(1)%3C%2Fscript%3E'],
  ['a path of 8,000 characters', `/v1/contracts/${'a'.repeat(8_000)}`],
  ['a number of 8,000 digits', `/v1/attestations/${'9'.repeat(8_000)}`],
  ['a field of an object', '/v1/status?fields=__proto__'],
  ['a method of an object', '/v1/status?fields=constructor.name'],
  ['no field', '/v1/status?fields='],
  ['a field below one that has none', '/v1/status?fields=seq.x'],
  ['an unknown field', '/v1/status?omit=nothing'],
  ['500 fields', `/v1/status?fields=${'seq,'.repeat(500)}seq`],
  ['a parameter named like a method', '/v1/status?toString=1'],
  ['GraphQL in a field', '/v1/status?fields=seq}%20{__typename'],
]

for (const [what, path] of hostile) {
  test(`${what} is refused as a mistake of the client`, async (t) => {
    const { status, json, headers, text } = await get(await attested(t), path)
    t.is(status, 400, text)
    t.like(json.error, { code: 'INVALID_ARGUMENT' })
    t.is(headers.get('set-cookie'), null)
    t.is(headers.get('x-content-type-options'), 'nosniff')
    t.true(text.length < 600)
    t.notRegex(text, /node_modules|\.ts:|at Object/)
  })
}

test('a path that climbs out of /v1 is not ours to answer', async (t) => {
  const { status } = await get(await attested(t), '/v1/../../etc/passwd')
  t.is(status, 404)
})

test('what nobody has foreseen is in the log, and not in the answer', async (t) => {
  const lines: string[] = []
  const logger = pino({}, { write: (line: string) => void lines.push(line) })
  const all = await attested(t, { logger })
  await all.mirror.store.db.schema.dropTable('attestations').execute()
  const { status, json, text } = await get(all, '/v1/attestations/1')
  t.is(status, 500)
  t.like(json.error, { code: 'INTERNAL_SERVER_ERROR' })
  t.notRegex(text, /no such table/)
  t.is(lines.filter((line) => line.includes('no such table')).length, 1)
})
