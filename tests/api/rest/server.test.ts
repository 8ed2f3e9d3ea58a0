import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import test, { type ExecutionContext } from 'ava'
import { startApi } from '../../../api/index.ts'
import { silent } from '../ask.ts'
import { createTestMirror } from '../mirror.ts'
import { startNear } from '../near.ts'
import { DAPP, GOOD } from './stage.ts'

/** Serves over a real socket. */
async function serve(t: ExecutionContext) {
  const mirror = await createTestMirror()
  await mirror.record({ attest: 'acme.near', recipe: DAPP, got: GOOD })
  const { rpc } = await startNear(t, { 'dapp.near': GOOD })
  const api = await startApi({ store: mirror.store, rpc, logger: silent, port: 0 })
  t.teardown(async () => {
    await api.close()
    await mirror.store.close()
  })
  return api
}

/** Sends lines as they are, and returns everything that comes back. */
async function send(port: number, lines: string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  return await text(socket)
}

const ask = (line: string, ...headers: string[]) => [
  line,
  'Host: test',
  ...headers,
  'Connection: close',
]

test('over a socket, HEAD has the length of GET and no body, and 304 has neither', async (t) => {
  const { port } = await serve(t)
  const path = '/v1/contracts/dapp.near?anyone=1'
  const got = await send(port, ask(`GET ${path} HTTP/1.1`))
  const [head = '', body = ''] = got.split('\r\n\r\n')
  t.regex(head, /^HTTP\/1\.1 200 OK\r\n/)
  t.like(JSON.parse(body), { verdict: { status: 'VERIFIED' } })
  const length = `content-length: ${Buffer.byteLength(body)}`
  t.true(head.toLowerCase().includes(length))

  const [onlyHead = '', none] = (await send(port, ask(`HEAD ${path} HTTP/1.1`))).split('\r\n\r\n')
  t.true(onlyHead.toLowerCase().includes(length))
  t.is(none, '')

  const [, etag = ''] = /^etag: (.*)$/im.exec(head) ?? []
  const again = await send(port, ask(`GET ${path} HTTP/1.1`, `If-None-Match: ${etag.trim()}`))
  t.true(again.startsWith('HTTP/1.1 304 Not Modified\r\n'))
  t.true(again.endsWith('\r\n\r\n'))
})

const raw: [what: string, target: string, status: number][] = [
  ['half a percent sign', '/v1/contracts/%', 400],
  ['a NUL', '/v1/contracts/a%00', 400],
  ['a slash that is hidden', '/v1/contracts/..%2f..%2fetc', 400],
  ['dots that climb', '/v1/contracts/../../../etc/passwd', 404],
  ['dots that are hidden', '/v1/%2e%2e/%2e%2e/etc/passwd', 404],
  ['a line end for a header', '/v1/contracts/a%0d%0aSet-Cookie:x=1', 400],
  ['bytes past ASCII', '/v1/contracts/d\u00e4pp.near', 400],
  ['backslashes', '/v1\\contracts\\dapp.near', 200],
  ['another host in the target', 'http://elsewhere.example/v1/contracts/dapp.near', 404],
  ['more than a head may hold', `/v1/contracts/${'a'.repeat(20_000)}`, 431],
]

for (const [what, target, status] of raw) {
  test(`over a socket, ${what} gives ${status}, and the server goes on`, async (t) => {
    const { port } = await serve(t)
    const answer = await send(port, ask(`GET ${target} HTTP/1.1`))
    t.regex(answer, new RegExp(`^HTTP/1\\.1 ${status} `))
    t.notRegex(answer, /^set-cookie/im)
    t.notRegex(answer, /node_modules|\.ts:|at Object/)
    t.regex(await send(port, ask('GET /v1/status HTTP/1.1')), /^HTTP\/1\.1 200 /)
  })
}

test('clients that go away while they wait disturb nobody', async (t) => {
  const { port } = await serve(t)
  const leaving = Array.from({ length: 50 }, async (_, i) => {
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    const path = i % 2 === 0 ? '/v1/contracts/dapp.near?anyone=1' : '/v1/events.ndjson'
    socket.write(`GET ${path} HTTP/1.1\r\nHost: test\r\n\r\n`)
    socket.destroy()
    await once(socket, 'close')
  })
  await Promise.all(leaving)
  t.regex(await send(port, ask('GET /v1/events.ndjson HTTP/1.1')), /"complete":true/)
})
