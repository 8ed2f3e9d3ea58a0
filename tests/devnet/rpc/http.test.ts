import { connect } from 'node:net'
import anyTest, { type TestFn } from 'ava'
import type { Devnet } from '../../../devnet/index.ts'
import { startDevnet } from '../../../devnet/index.ts'
import { post, rpc } from '../support/rpc.ts'

const test = anyTest as TestFn<Devnet>

test.before(async (t) => {
  t.context = await startDevnet({ blockIntervalMs: 0, pollingTimeoutMs: 50 })
  t.context.node.produceBlock({ skipHeights: 3 })
})

test.after.always(async (t) => {
  await t.context.close()
})

const request = (more: object): string =>
  JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'health', params: [], ...more })

type Failed = { error?: { cause: { name: string } }; id: unknown }

const NO_REQUESTS: [title: string, body: string | Uint8Array][] = [
  ['nothing', ''],
  ['half an object', '{'],
  ['null', 'null'],
  ['an empty list', '[]'],
  ['a text', '"x"'],
  ['a null byte', '\u0000'],
  ['bytes that are no UTF-8', Uint8Array.of(0xff, 0xfe, 0xc0)],
  ['a request with bytes in it that are no UTF-8', Buffer.from(request({ id: 'é' }), 'latin1')],
  ['a request without a method', '{"jsonrpc":"2.0","id":1}'],
  ['a request of another version', request({ jsonrpc: '1.0' })],
  ['a request with a field more', request({ extra: 1 })],
  ['a method that is no text', request({ method: 1 })],
  ['an id that is an object', request({ id: {} })],
  ['a notification', '{"jsonrpc":"2.0","method":"health","params":[]}'],
  ['a batch', `[${request({})}]`],
  ['a deep nest', '['.repeat(200_000)],
]

for (const [title, body] of NO_REQUESTS) {
  test(`${title} is no request: HTTP 400 and PARSE_ERROR`, async (t) => {
    const response = await post(t.context.rpcUrl, body)
    t.is(response.status, 400)
    const { error, id } = (await response.json()) as Failed
    t.is(error?.cause.name, 'PARSE_ERROR')
    t.is(id, null)
  })
}

const STATUSES: [title: string, method: string, params: unknown, status: number][] = [
  ['an answer', 'status', [], 200],
  ['what cannot be answered', 'block', { block_id: 99 }, 200],
  [
    'an unknown account',
    'EXPERIMENTAL_view_account',
    { account_id: 'a.near', finality: 'final' },
    200,
  ],
  ['wrong parameters', 'block', { block_id: {} }, 400],
  ['an unknown method', 'nothing', [], 400],
  [
    'what nearcore has no name for',
    'EXPERIMENTAL_view_state',
    {
      account_id: 'test.near',
      prefix_base64: '',
      limit: 1,
      include_proof: true,
      finality: 'final',
    },
    500,
  ],
  ['a wait that took too long', 'tx', ['1'.repeat(32), 'a.near'], 408],
  ['a height that was skipped', 'block', { block_id: 2 }, 422],
  [
    'a skipped height in a query',
    'query',
    { request_type: 'view_account', account_id: 'test.near', block_id: 2 },
    422,
  ],
]

for (const [title, method, params, status] of STATUSES) {
  test(`${title} has HTTP status ${status}`, async (t) => {
    const response = await post(t.context.rpcUrl, request({ method, params }))
    t.is(response.status, status)
    t.is(response.headers.get('content-type'), 'application/json; charset=utf-8')
  })
}

test('a body that is not said to be JSON is refused with HTTP 415', async (t) => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp']) {
    const response = await post(t.context.rpcUrl, request({}), type)
    t.is(response.status, 415)
    const { error } = (await response.json()) as Failed
    t.like(error, {
      cause: { info: { error_message: `the content type is "${type}", not application/json` } },
    })
  }
  for (const type of [
    'application/json; charset=utf-8',
    'APPLICATION/JSON',
    'application/rpc+json',
  ]) {
    t.is((await post(t.context.rpcUrl, request({}), type)).status, 200)
  }
})

test('a body above ten megabytes is refused, and the next request is answered', async (t) => {
  const large = await post(t.context.rpcUrl, 'x'.repeat(11 * 1024 * 1024)).catch(() => undefined)
  // The connection is closed before everything is sent, which some clients see as an error.
  t.true(large === undefined || large.status === 413)
  const nearly = request({ params: ['x'.repeat(10 * 1024 * 1024 - 200)] })
  t.is((await post(t.context.rpcUrl, nearly)).status, 200)
})

test('pages of the node answer GET, and HEAD without a body', async (t) => {
  const { rpcUrl } = t.context
  const head = await fetch(`${rpcUrl}/status`, { method: 'HEAD' })
  t.is(head.status, 200)
  t.is(await head.text(), '')
  t.like(await (await fetch(`${rpcUrl}/status`)).json(), { chain_id: 'localnet' })
  t.is(await (await fetch(`${rpcUrl}/health`)).json(), null)
  t.is((await fetch(`${rpcUrl}/health`, { method: 'HEAD' })).status, 200)
  t.like(await (await fetch(`${rpcUrl}/network_info`)).json(), { num_active_peers: 0 })
})

test('other methods are refused with those that there are', async (t) => {
  const { rpcUrl } = t.context
  const cases: [path: string, method: string, allow: string][] = [
    ['/', 'GET', 'POST'],
    ['/', 'DELETE', 'POST'],
    ['/status', 'POST', 'GET, HEAD'],
    ['/network_info', 'HEAD', 'GET'],
    ['/v0/block/0', 'POST', 'GET, HEAD'],
  ]
  for (const [path, method, allow] of cases) {
    const response = await fetch(`${rpcUrl}${path}`, { method })
    t.is(response.status, 405, `${method} ${path}`)
    t.is(response.headers.get('allow'), allow)
  }
})

test('a page of any origin may ask', async (t) => {
  const response = await fetch(t.context.rpcUrl, { method: 'OPTIONS' })
  t.is(response.status, 204)
  t.is(response.headers.get('access-control-allow-origin'), '*')
  t.is((await post(t.context.rpcUrl, request({}))).headers.get('access-control-allow-origin'), '*')
})

test('half a request and an unknown path do no harm', async (t) => {
  const { rpcUrl, port } = t.context
  t.is((await fetch(`${rpcUrl}/nothing`)).status, 404)
  await new Promise<void>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      const head = 'POST / HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n'
      socket.write(`${head}content-length: 100\r\n\r\n{"met`, () => {
        socket.destroy()
        resolve()
      })
    })
  })
  t.is((await rpc(t.context, 'health', [])).result, null)
})
