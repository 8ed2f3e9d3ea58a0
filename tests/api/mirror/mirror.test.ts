import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { createApi } from '../../../api/index.ts'
import { openAskBook, openStore } from '../../../store/index.ts'
import { asking, silent } from '../ask.ts'
import { createTestMirror, hashOf, recipeOf } from '../mirror.ts'
import { startNear } from '../near.ts'

async function newFile(t: ExecutionContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-api-'))
  t.teardown(() => rm(folder, { recursive: true }))
  return join(folder, 'mirror.sqlite')
}

async function apiOver(t: ExecutionContext, file: string) {
  const { rpc } = await startNear(t, { 'dapp.near': hashOf('code') })
  const clock = { ms: 0 }
  const api = createApi({
    store: { database: file },
    rpc,
    logger: silent,
    clock: { now: () => clock.ms },
  })
  t.teardown(api.close)
  const ready = async () => {
    const response = await api.yoga.fetch('http://test/ready')
    return { status: response.status, body: await response.json() }
  }
  return { ask: asking(api), api, clock, ready }
}

const QUERY = `{
  contract(accountId: "dapp.near") { codeHash verdict(policy: {text: "anyone 1"}) { status } }
  attestations { edges { node { seq } } }
  status { seq }
  policy(policy: {text: "anyone 1"}) { open }
}`

test('before the indexer has run, what needs no mirror is answered and the rest says what to do', async (t) => {
  const { ask, ready } = await apiOver(t, await newFile(t))
  const { data, errors } = await ask(QUERY)
  t.deepEqual(data, {
    contract: { codeHash: hashOf('code'), verdict: null },
    attestations: null,
    status: null,
    policy: { open: true },
  })
  const paths = errors.map(({ path = [] }) => path.join('.'))
  t.deepEqual(paths.sort(Intl.Collator().compare), ['attestations', 'contract.verdict', 'status'])
  for (const { message, extensions } of errors) {
    t.is(extensions?.code, 'MIRROR_NOT_READY')
    t.regex(message, /Start the indexer/)
  }
  const { status, body } = await ready()
  t.is(status, 503)
  t.like(body, { ready: false, code: 'MIRROR_NOT_READY' })
})

test('the mirror is opened as soon as it is there, and followed while the indexer writes', async (t) => {
  const file = await newFile(t)
  const { ask, clock, ready } = await apiOver(t, file)
  t.like((await ask('{ status { seq } }')).errors[0], { extensions: { code: 'MIRROR_NOT_READY' } })

  const mirror = await createTestMirror(file)
  clock.ms += 250
  const empty = await ask('{ status { seq } }')
  t.like(empty.errors[0], {
    extensions: { reason: 'the indexer has not finished its first block yet' },
  })

  await mirror.record({ attest: 'a.near', recipe: recipeOf('x'), got: hashOf('code') })
  clock.ms += 100
  const full = await ask(QUERY)
  t.deepEqual(full.errors, [])
  t.like(full.data, { contract: { verdict: { status: 'VERIFIED' } }, status: { seq: 1 } })
  t.deepEqual(await ready(), { status: 200, body: { ready: true, height: 101, seq: 1 } })

  // The indexer goes away; the mirror stays.
  await mirror.store.close()
  clock.ms += 100
  t.deepEqual((await ask(QUERY)).data, full.data)
})

const unusable: [what: string, make: (file: string) => Promise<void>, code: string][] = [
  ['damaged', (file) => writeFile(file, 'SQLite format 3\0 but not really'.repeat(400)), 'STORE_'],
  [
    'of a later version',
    async (file) => {
      const store = await openStore({ database: file, mode: 'write' })
      await store.db
        .insertInto('kysely_migration' as never)
        .values({ name: '9999-later', timestamp: '' } as never)
        .execute()
      await store.close()
    },
    'STORE_NEWER',
  ],
]

for (const [what, make, code] of unusable) {
  test(`a database that is ${what} is told from one that is not there`, async (t) => {
    const file = await newFile(t)
    await make(file)
    const { ask, ready } = await apiOver(t, file)
    const { errors, data } = await ask(
      '{ status { seq } contract(accountId: "dapp.near") { codeHash } }',
    )
    t.deepEqual(data, { status: null, contract: { codeHash: hashOf('code') } })
    t.is(errors[0]?.extensions?.code, 'MIRROR_UNUSABLE')
    t.true(errors[0]?.message.includes(code), errors[0]?.message)
    t.false(errors[0]?.message.includes(file), 'paths are nobody’s business')
    t.like(await ready(), { status: 503, body: { ready: false, code: 'MIRROR_UNUSABLE' } })
  })
}

test('the lag is the distance between mirror and chain, and never below zero', async (t) => {
  const file = await newFile(t)
  const mirror = await createTestMirror(file)
  const near = await startNear(t)
  const clock = { ms: 0 }
  const api = createApi({
    store: mirror.store,
    rpc: near.rpc,
    logger: silent,
    clock: { now: () => clock.ms },
  })
  t.teardown(() => mirror.store.close())
  const ask = asking(api)
  const status = async () => {
    clock.ms += 2_000
    return (await ask('{ status { network registry indexedHeight indexedHash chainHeight lag } }'))
      .data.status
  }
  await mirror.advanceTo(150)
  near.height.value = 157
  t.deepEqual(await status(), {
    network: 'localnet',
    registry: 'registry.near',
    indexedHeight: 150,
    indexedHash: hashOf('block 150'),
    chainHeight: 157,
    lag: 7,
  })
  near.height.value = 149
  t.like(await status(), { lag: 0 })
})

test('accounts that people ask about are noted for the indexer, if they run code', async (t) => {
  const file = await newFile(t)
  const { rpc } = await startNear(t, { 'dapp.near': hashOf('code'), 'empty.near': null })
  const api = createApi({ store: { database: file }, rpc, logger: silent })
  const ask = asking(api)
  const ids = ['dapp.near', 'empty.near', 'nobody.near', 'dapp.near']
  await ask('query ($ids: [AccountId!]!) { contracts(accountIds: $ids) { codeHash } }', { ids })
  await api.close()
  const book = openAskBook(file)
  t.teardown(() => book.close())
  t.deepEqual(await book.take(10), ['dapp.near'])
})

test('an ask book that cannot be written fails no question', async (t) => {
  const { rpc } = await startNear(t, { 'dapp.near': hashOf('code') })
  const database = '/dev/null/nowhere/mirror.sqlite'
  const api = createApi({ store: { database }, rpc, logger: silent })
  t.teardown(api.close)
  const { data } = await asking(api)('{ contract(accountId: "dapp.near") { codeHash } }')
  t.deepEqual(data.contract, { codeHash: hashOf('code') })
})
