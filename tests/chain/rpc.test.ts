import { gzipSync } from 'node:zlib'
import test, { type ExecutionContext } from 'ava'
import { createRpc, isChainError, viewAccount, viewBlock } from '../../chain/index.ts'
import { account, block } from './answers.ts'
import { handlerError, type Reply, type RpcServer, startRpcServer } from './rpc-server.ts'

const quick = { random: () => 0, timeoutMs: 30_000 }

async function serve(t: ExecutionContext, ...replies: Reply[]): Promise<RpcServer> {
  const server = await startRpcServer((_, n) => replies[Math.min(n, replies.length - 1)] as Reply)
  t.teardown(server.close)
  return server
}

test('an answer keeps the fields that nobody asked for', async (t) => {
  const server = await serve(t, { result: account({ invented_later: 'kept' }) })
  const rpc = createRpc({ urls: [server.url] })
  t.is((await viewAccount(rpc, 'ann.near')).invented_later, 'kept')
  t.deepEqual(server.asked[0]?.params, {
    request_type: 'view_account',
    finality: 'final',
    account_id: 'ann.near',
  })
})

const passing: [string, Reply][] = [
  ['429 by HTTP', { status: 429, body: 'slow down', headers: { 'retry-after': '0' } }],
  ['-429 in JSON', { error: { code: -429, message: 'Rate limits exceeded' } }],
  ['a gateway error page', { status: 502, body: '<html>Bad Gateway</html>' }],
  ['HTML with status 200', { status: 200, body: '<!doctype html><title>Sign in</title>' }],
  ['JSON that is cut off', { status: 200, body: '{"jsonrpc":"2.0","id":"1","resul' }],
  ['a connection that is cut off', { status: 200, body: '{"jsonrpc":"2.0"}', cutAfter: 9 }],
  ['JSON that is not JSON-RPC', { status: 200, body: '{"ok":true}' }],
  ['a result of another form', { result: { block_height: 'high' } }],
  ['a node that catches up', handlerError('NOT_SYNCED_YET')],
  ['an error inside the node', handlerError('INTERNAL_ERROR')],
]

for (const [what, reply] of passing) {
  test(`${what} is tried again at the same endpoint`, async (t) => {
    const server = await serve(t, reply, { result: block })
    const rpc = createRpc({ urls: [server.url], ...quick })
    t.is((await viewBlock(rpc)).header.height, block.header.height)
    t.is(server.asked.length, 2)
  })

  test(`${what} is answered by the next endpoint at once`, async (t) => {
    const first = await serve(t, reply)
    const second = await serve(t, { result: block })
    const rpc = createRpc({ urls: [first.url, second.url], ...quick })
    await viewBlock(rpc)
    t.is(first.asked.length, 1)
    await viewBlock(rpc)
    t.is(first.asked.length, 1, 'the endpoint that answered is asked first from then on')
  })
}

test('a silent endpoint is left after its time', async (t) => {
  const silent = await serve(t, 'silence')
  const other = await serve(t, { result: block })
  const rpc = createRpc({
    urls: [silent.url, other.url],
    random: () => 0,
    timeoutMs: 50,
    rounds: 50,
  })
  t.is((await viewBlock(rpc)).author, 'node0')
})

const final: [cause: string, code: string][] = [
  ['UNKNOWN_ACCOUNT', 'UNKNOWN_ACCOUNT'],
  ['NO_CONTRACT_CODE', 'NO_CONTRACT_CODE'],
  ['NO_GLOBAL_CONTRACT_CODE', 'NO_GLOBAL_CONTRACT_CODE'],
  ['CONTRACT_EXECUTION_ERROR', 'CONTRACT_EXECUTION_ERROR'],
  ['UNKNOWN_ACCESS_KEY', 'UNKNOWN_ACCESS_KEY'],
  ['PARSE_ERROR', 'INVALID_REQUEST'],
  ['INVENTED_BY_A_LATER_NODE', 'REQUEST_REFUSED'],
]

for (const [cause, code] of final) {
  test(`${cause} is final and becomes ${code}`, async (t) => {
    const server = await serve(t, handlerError(cause, { hint: 7 }, 'because of this'))
    const other = await serve(t, { result: account() })
    const rpc = createRpc({ urls: [server.url, other.url], ...quick })
    const error = await t.throwsAsync(viewAccount(rpc, 'ann.near'))
    t.like(error, { code, retryable: false, details: { cause, info: { hint: 7 } } })
    t.regex(error.message, /because of this/)
    t.is(other.asked.length, 0)
  })
}

const elsewhere: [cause: string, code: string][] = [
  ['UNKNOWN_BLOCK', 'UNKNOWN_BLOCK'],
  ['GARBAGE_COLLECTED_BLOCK', 'UNKNOWN_BLOCK'],
  ['UNAVAILABLE_SHARD', 'UNAVAILABLE_SHARD'],
]

for (const [cause, code] of elsewhere) {
  test(`${cause} is asked of each endpoint once, and becomes ${code}`, async (t) => {
    const servers = [await serve(t, handlerError(cause)), await serve(t, handlerError(cause))]
    const rpc = createRpc({ urls: servers.map(({ url }) => url), ...quick })
    t.like(await t.throwsAsync(viewBlock(rpc, { at: { block_id: 7 } })), { code })
    t.deepEqual(
      servers.map(({ asked }) => asked.length),
      [1, 1],
    )
  })
}

test('with every endpoint down the error names them all and what to do', async (t) => {
  const gone = await serve(t, 'silence')
  await gone.close()
  const ill = await serve(t, { status: 503, body: '' })
  const rpc = createRpc({ urls: [gone.url, ill.url], ...quick, rounds: 2 })
  const error = await t.throwsAsync(viewBlock(rpc))
  t.like(error, { code: 'RPC_UNREACHABLE', retryable: true, details: { attempts: 4 } })
  for (const part of [gone.url, ill.url, 'ECONNREFUSED', 'HTTP 503', 'Check that']) {
    t.true(error.message.includes(part), `${part} in: ${error.message}`)
  }
})

test('an endpoint that only ever limits is named for that', async (t) => {
  const server = await serve(t, { status: 429, body: '' })
  const rpc = createRpc({ urls: [server.url], ...quick })
  t.like(await t.throwsAsync(viewBlock(rpc)), { code: 'RATE_LIMITED', retryable: true })
  t.is(server.asked.length, 3)
})

test('credentials of a URL go into a header and never into a message', async (t) => {
  const server = await serve(t, { status: 403, body: 'no' })
  const url = `${server.url.replace('//', '//user:s3cret@')}/v3/PATHKEY?apiKey=QUERYKEY`
  const error = await t.throwsAsync(viewBlock(createRpc({ urls: [url], ...quick })))
  t.like(error, { code: 'ACCESS_REFUSED' })
  t.is(server.asked[0]?.headers.authorization, `Basic ${btoa('user:s3cret')}`)
  t.notRegex(JSON.stringify([error.message, error, error.stack]), /s3cret|PATHKEY|QUERYKEY/)
})

for (const url of ['not a url', 'ftp://user:s3cret@host', '', 'localhost:3030']) {
  test(`the RPC URL ${JSON.stringify(url)} is refused before anything is sent`, (t) => {
    const error = t.throws(() => createRpc({ urls: [url] }))
    t.like(error, { code: 'INVALID_URL' })
    t.notRegex(error.message, /s3cret/)
  })
}

test('no URL at all is refused', (t) => {
  t.like(
    t.throws(() => createRpc({ urls: [] })),
    { code: 'INVALID_URL' },
  )
})

test('an aborted question ends at once, in the middle of a request or of a pause', async (t) => {
  const silent = await serve(t, 'silence')
  const busy = await serve(t, { status: 429, body: '', headers: { 'retry-after': '9' } })
  for (const { url } of [silent, busy]) {
    const controller = new AbortController()
    const rpc = createRpc({ urls: [url] })
    const answer = viewBlock(rpc, { signal: controller.signal })
    setTimeout(() => controller.abort(), 50)
    const error = await t.throwsAsync(answer)
    t.true(isChainError(error, 'CANCELLED'))
  }
})

test('the signal of the client ends all its questions', async (t) => {
  const silent = await serve(t, 'silence')
  const controller = new AbortController()
  const rpc = createRpc({ urls: [silent.url], signal: controller.signal })
  const answers = Promise.allSettled([viewBlock(rpc), viewAccount(rpc, 'ann.near')])
  controller.abort()
  for (const answer of await answers) {
    t.true(answer.status === 'rejected' && isChainError(answer.reason, 'CANCELLED'))
  }
})

const endless: [string, Record<string, string>][] = [
  ['in chunks', {}],
  ['of announced length', { 'content-length': String(17 * 1024 * 1024) }],
]

for (const [how, headers] of endless) {
  test(`an answer of 17 MiB ${how} is not read to its end`, async (t) => {
    const server = await serve(t, { status: 200, body: ' '.repeat(17 * 1024 * 1024), headers })
    const rpc = createRpc({ urls: [server.url], rounds: 1 })
    const error = await t.throwsAsync(viewBlock(rpc))
    t.like(error, { code: 'BAD_ANSWER' })
    t.regex(error.message, /longer than/)
  })
}

test('an answer that unpacks to more than it announces is not read to its end', async (t) => {
  const body = gzipSync(Buffer.alloc(17 * 1024 * 1024, ' '))
  const headers = { 'content-encoding': 'gzip', 'content-length': String(body.length) }
  const server = await serve(t, { status: 200, body, headers })
  const rpc = createRpc({ urls: [server.url], rounds: 1 })
  t.like(await t.throwsAsync(viewBlock(rpc)), { code: 'BAD_ANSWER' })
})
