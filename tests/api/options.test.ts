import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { getIntrospectionQuery } from 'graphql'
import { readPersistedFile } from '../../api/index.ts'
import { stage } from './ask.ts'
import { hashOf } from './mirror.ts'

const QUERY = '{ __typename }'
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

test('a server can keep its schema and GraphiQL to itself', async (t) => {
  const { ask, api } = await stage(t, {}, { introspection: false, graphiql: false })
  const { errors } = await ask(getIntrospectionQuery())
  t.regex(errors[0]?.message ?? '', /introspection has been disabled/)
  t.deepEqual((await ask(QUERY)).data, { __typename: 'Query' })
  const page = await api.yoga.fetch('http://test/graphql', { headers: { accept: 'text/html' } })
  t.notRegex(await page.text(), /GraphiQL/)
})

test('answers are for pages of any origin, or only for those of the origins given', async (t) => {
  const allowed = async (origins: string[] | undefined, origin: string) => {
    const { api } = await stage(t, {}, { origins })
    const url = `http://test/graphql?query=${encodeURIComponent(QUERY)}`
    const { headers } = await api.yoga.fetch(url, { headers: { origin } })
    t.is(headers.get('access-control-allow-credentials'), null)
    t.regex(headers.get('vary') ?? '', /Accept/)
    t.regex(headers.get('vary') ?? '', /Origin/)
    return headers.get('access-control-allow-origin')
  }
  t.is(await allowed(undefined, 'https://any.example'), 'https://any.example')
  const ours = ['https://a.example', 'https://b.example']
  t.is(await allowed(ours, 'https://a.example'), 'https://a.example')
  t.is(await allowed(ours, 'https://b.example'), 'https://b.example')
  t.is(await allowed(ours, 'https://c.example'), null)
  t.is(await allowed(ours, 'null'), null)
  t.is(await allowed([], 'https://a.example'), null)
})

const persisted = (hash: string) => ({
  extensions: { persistedQuery: { version: 1, sha256Hash: hash } },
})

async function sendTo(t: ExecutionContext, only: boolean) {
  const queries = new Map([[sha256(QUERY), QUERY]])
  const { api } = await stage(t, {}, { persisted: { queries, only } })
  return async (body: object) => {
    const headers = { 'content-type': 'application/json' }
    const init = { method: 'POST', headers, body: JSON.stringify(body) }
    const response = await api.yoga.fetch('http://test/graphql', init)
    const { data, errors } = (await response.json()) as {
      data?: unknown
      errors?: { extensions?: { code?: string } }[]
    }
    return { status: response.status, data, code: errors?.[0]?.extensions?.code }
  }
}

test('a query is named by its hash, and others are answered all the same', async (t) => {
  const send = await sendTo(t, false)
  t.like(await send(persisted(sha256(QUERY))), { status: 200, data: { __typename: 'Query' } })
  t.like(await send({ query: '{ status { __typename } }' }), { status: 200 })
  t.like(await send(persisted(sha256('other'))), { status: 404, code: 'PERSISTED_QUERY_UNKNOWN' })
  for (const hash of ['__proto__', '', '\u0000']) {
    t.like(await send(persisted(hash)), { status: 404, code: 'PERSISTED_QUERY_UNKNOWN' })
  }
})

test('a server can be told to answer nothing but its own queries', async (t) => {
  const send = await sendTo(t, true)
  t.like(await send(persisted(sha256(QUERY))), { status: 200, data: { __typename: 'Query' } })
  t.like(await send({ query: QUERY }), { status: 403, code: 'PERSISTED_QUERY_ONLY' })
  t.like(await send({ query: QUERY, ...persisted(sha256(QUERY)) }), { status: 403 })
})

test('a file of persisted queries is read, or refused with what is wrong in it', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-persisted-'))
  t.teardown(() => rm(folder, { recursive: true }))
  const file = join(folder, 'queries.json')
  await writeFile(file, JSON.stringify({ [sha256(QUERY)]: QUERY }))
  t.deepEqual([...(await readPersistedFile(file))], [[sha256(QUERY), QUERY]])
  const bad: [unknown, RegExp][] = [
    ['{', /cannot be read/],
    [[], /must be a JSON object/],
    [{ [sha256(QUERY)]: 5 }, /must be a JSON object/],
    [{ abc: QUERY }, /gives abc for a query whose sha256 is/],
    [{ [sha256('{ nothing }')]: '{ nothing }' }, /does not fit the schema: Cannot query field/],
    [{ [sha256('{')]: '{' }, /does not fit the schema: Syntax Error/],
  ]
  for (const [content, message] of bad) {
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content))
    await t.throwsAsync(readPersistedFile(file), { message })
  }
  await t.throwsAsync(readPersistedFile(join(folder, 'missing.json')), { message: /ENOENT/ })
})

test('an answer that does not come in time is given up with a code, and the next one is made', async (t) => {
  const { ask, near, clock } = await stage(
    t,
    { 'dapp.near': hashOf('code') },
    { limits: { requestMs: 200 } },
  )
  near.broken.reply = 'silence'
  const { status, errors } = await ask('{ contract(accountId: "dapp.near") { codeHash } }')
  t.is(status, 503)
  t.like(errors[0], {
    extensions: { code: 'DEADLINE_EXCEEDED', milliseconds: 200, retryable: true },
  })
  near.broken.reply = undefined
  clock.ms += 60_000
  t.deepEqual((await ask(QUERY)).data, { __typename: 'Query' })
})

test('NEAR is not waited for longer than its time, and that is said as such', async (t) => {
  const { ask, near } = await stage(t, { 'dapp.near': hashOf('code') }, { readMs: 200 })
  near.broken.reply = 'silence'
  const { errors } = await ask(
    '{ contract(accountId: "dapp.near") { codeHash } policy(policy: {text: "anyone 1"}) { open } }',
  )
  t.like(errors[0], { path: ['contract'], extensions: { code: 'RPC_TIMEOUT', retryable: true } })
})
