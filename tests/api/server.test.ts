import { once } from 'node:events'
import { createServer, request } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import test, { type ExecutionContext } from 'ava'
import { type ApiOptions, startApi } from '../../api/index.ts'
import { silent } from './ask.ts'
import { createTestMirror } from './mirror.ts'
import { startNear } from './near.ts'

async function options(t: ExecutionContext): Promise<ApiOptions> {
  const mirror = await createTestMirror()
  t.teardown(() => mirror.store.close())
  await mirror.advanceTo(120)
  const { rpc } = await startNear(t)
  return { store: mirror.store, rpc, logger: silent }
}

async function start(t: ExecutionContext, more: { signal?: AbortSignal } = {}) {
  const api = await startApi({ ...(await options(t)), port: 0, ...more })
  t.teardown(api.close)
  return api
}

test('GraphQL is answered over HTTP, by POST and by GET, from any origin', async (t) => {
  const { url } = await start(t)
  t.regex(url, /^http:\/\/127\.0\.0\.1:\d+\/graphql$/)
  const query = '{ status { indexedHeight } }'
  const headers = { 'content-type': 'application/json', origin: 'https://elsewhere.example' }
  const posted = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) })
  t.is(posted.headers.get('access-control-allow-origin'), headers.origin)
  t.is(posted.headers.get('access-control-allow-credentials'), null)
  t.deepEqual(await posted.json(), { data: { status: { indexedHeight: 120 } } })
  const got = await fetch(`${url}?query=${encodeURIComponent(query)}`)
  t.deepEqual(await got.json(), { data: { status: { indexedHeight: 120 } } })
})

test('GraphiQL is served to browsers, with a query to begin with', async (t) => {
  const { url } = await start(t)
  const page = await fetch(url, { headers: { accept: 'text/html' } })
  t.is(page.status, 200)
  const html = await page.text()
  t.regex(html, /<title>Countersign/)
  t.regex(html, /query Verdict/)
  t.notRegex(html, /(?:src|href)="https?:/, 'nothing is loaded from elsewhere')
})

test('health, readiness and unknown paths are told apart', async (t) => {
  const { url } = await start(t)
  const at = (path: string) => fetch(new URL(path, url))
  t.is((await at('/health')).status, 200)
  const ready = await at('/ready')
  t.is(ready.status, 200)
  t.deepEqual(await ready.json(), { ready: true, height: 120, seq: 0 })
  t.is((await at('/nothing')).status, 404)
})

test('a port that is taken is named, with what to do', async (t) => {
  const other = createServer()
  other.listen(0, '127.0.0.1')
  await once(other, 'listening')
  t.teardown(() => other.close())
  const { port } = other.address() as AddressInfo
  const given = await options(t)
  const error = await t.throwsAsync(startApi({ ...given, port }))
  t.like(error, { code: 'PORT_TAKEN', details: { host: '127.0.0.1', port } })
  t.regex(error.message, new RegExp(`Port ${port} on 127\\.0\\.0\\.1 is taken .* another port`))
})

test('a host that is not this machine is refused by name', async (t) => {
  const given = await options(t)
  const error = await t.throwsAsync(startApi({ ...given, port: 0, host: '203.0.113.7' }))
  t.like(error, { code: 'CANNOT_LISTEN', details: { host: '203.0.113.7' } })
})

test('the address of IPv6 is written as URLs want it', async (t) => {
  const api = await startApi({ ...(await options(t)), port: 0, host: '::1' }).catch(() => undefined)
  if (api === undefined) {
    t.pass('this machine has no IPv6')
    return
  }
  t.teardown(api.close)
  t.regex(api.url, /^http:\/\/\[::1\]:\d+\/graphql$/)
})

test('closing frees the port, also twice, also while a client holds a connection', async (t) => {
  const { url, port, close } = await start(t)
  const idle = connect(port, '127.0.0.1')
  await once(idle, 'connect')
  const ended = once(idle, 'close')
  await fetch(url.replace('graphql', 'health'))
  await Promise.all([close(), close()])
  idle.destroy()
  await ended
  await t.throwsAsync(fetch(url))
})

test('the signal closes the server', async (t) => {
  const controller = new AbortController()
  const { url, close } = await start(t, { signal: controller.signal })
  controller.abort()
  await close()
  await t.throwsAsync(fetch(url))
})

test('a body that is sent in parts without its length is counted, and cut off', async (t) => {
  const { port } = await start(t)
  const send = async (body: string) => {
    const sending = request({
      port,
      path: '/graphql',
      method: 'POST',
      headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
    })
    sending.on('error', () => undefined)
    sending.end(body)
    const [response] = await once(sending, 'response')
    return { status: response.statusCode, body: await text(response) }
  }
  const short = await send('{"query": "{ __typename }"}')
  t.deepEqual(short, { status: 200, body: '{"data":{"__typename":"Query"}}' })
  const long = await send(`{"query": "{ __typename }", "x": "${'x'.repeat(200_000)}"}`)
  t.is(long.status, 413)
  t.regex(long.body, /REQUEST_TOO_LARGE/)
})
