import { fc, testProp } from '@fast-check/ava'
import test from 'ava'
import { createApi } from '../../api/index.ts'
import { readPolicy } from '../../protocol/policy.ts'
import { deployment } from '../store/rows.ts'
import { type Stage, silent, stage } from './ask.ts'
import { hashOf, recipeOf } from './mirror.ts'

const CODE = hashOf('code')
const one = recipeOf('one')
const two = recipeOf('two')

type Asked = { query: string; etag?: string | undefined; method?: 'GET' | 'POST'; accept?: string }

async function askFor(
  { api }: Pick<Stage, 'api'>,
  { query, etag, method = 'POST', accept }: Asked,
) {
  const headers = {
    ...(etag !== undefined && { 'if-none-match': etag }),
    ...(accept !== undefined && { accept }),
  }
  const url = 'http://test/graphql'
  const response =
    method === 'GET'
      ? await api.yoga.fetch(`${url}?query=${encodeURIComponent(query)}`, { headers })
      : await api.yoga.fetch(url, {
          method,
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify({ query }),
        })
  return {
    status: response.status,
    etag: response.headers.get('etag') ?? undefined,
    cache: response.headers.get('cache-control'),
    text: await response.text(),
  }
}

const QUERIES: readonly [string, ...string[]] = [
  '{ attestations(first: 3) { edges { node { seq live endedBySeq recipe { recipeId } } } } }',
  `{ code(hash: "${CODE}") { attestations { edges { node { builder } } } } }`,
  `{ code(hash: "${CODE}") { verdict(policy: {text: "anyone 1"}) { status } } }`,
  `{ code(hash: "${CODE}") { verdict(policy: {text: "anyone 1\\nmax_age 1"}) { status asOf { blockHeight } } } }`,
  '{ status { seq head } }',
  '{ status { indexedHeight lag } }',
  '{ contract(accountId: "dapp.near") { codeHash } }',
  '{ contracts(accountIds: ["dapp.near"]) { codeHash verdict(policy: {text: "anyone 1"}) { status } } }',
  '{ builders { edges { node { built lastSeq operator { accountId } } } } recipes { edges { node { results { live } } } } }',
  '{ conflicts { edges { node { open } } } equivocations { edges { node { seq } } } policies { edges { node { version inForce } } } }',
  '{ deployments { edges { node { accountId codeHash untilHeight } } } }',
  '{ search(text: "b1.near") { kind node { ... on Builder { built } } } }',
  '{ status { totals { attestations deployments } } }',
  '{ policy(policy: {id: "dao.near/main"}) { digest } }',
  '{ policy(policy: {text: "anyone 1"}) { digest } }',
]

for (const method of ['GET', 'POST'] as const) {
  test(`${method}: a client that has the answer is told so, and one that has not is answered`, async (t) => {
    const all = await stage(t, { 'dapp.near': CODE })
    await all.mirror.record({ attest: 'a.near', recipe: one, got: CODE })
    await all.mirror.record({
      set: 'dao.near/main',
      version: 1,
      policy: readPolicy({ anyone: 2 }),
    })
    for (const query of QUERIES) {
      const first = await askFor(all, { query, method })
      t.is(first.status, 200, first.text)
      t.regex(first.etag ?? '', /^"[\w-]{43}"$/, query)
      t.is(first.cache, 'no-cache')
      const { etag } = first
      for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
        const again = await askFor(all, { query, method, etag: known })
        t.like(again, { status: 304, text: '', etag, cache: 'no-cache' }, `${query} ${known}`)
      }
      const other = await askFor(all, { query, method, etag: '"other"' })
      t.deepEqual(other, first)
    }
  })
}

test('what is asked in other words has another tag, and so has what is wanted in another form', async (t) => {
  const all = await stage(t)
  await all.mirror.advanceTo(120)
  const query = '{ attestations { edges { cursor } } }'
  const { etag } = await askFor(all, { query })
  t.is((await askFor(all, { query: `${query} `, etag })).status, 200)
  const accept = 'application/graphql-response+json'
  t.is((await askFor(all, { query, etag, accept })).status, 200)
  t.is((await askFor(all, { query, etag })).status, 304)
})

test('an answer with errors has no tag and is not to be kept', async (t) => {
  const all = await stage(t)
  for (const query of [
    '{ status { seq } }',
    '{ contract(accountId: "NO") { codeHash } }',
    '{ nothing }',
  ]) {
    const { etag, cache } = await askFor(all, { query, method: 'GET' })
    t.is(etag, undefined, query)
    t.is(cache, 'no-store', query)
  }
})

test('nothing is looked up for a client that has the answer of the mirror already', async (t) => {
  const all = await stage(t)
  await all.mirror.record({ attest: 'a.near', recipe: one, got: CODE })
  const query = QUERIES[0]
  const { etag } = await askFor(all, { query })
  const counted = all.mirror.countQueries('attestations')
  t.is((await askFor(all, { query, etag })).status, 304)
  t.is(counted(), 0)
})

const deed = fc.oneof(
  fc.record({
    kind: fc.constant('attest' as const),
    builder: fc.nat(2),
    recipe: fc.boolean(),
    built: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('policy' as const), anyone: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant('block' as const) }),
  fc.record({ kind: fc.constant('run' as const), account: fc.nat(1), code: fc.nat(1) }),
  fc.record({ kind: fc.constant('deploy' as const), code: fc.nat(2) }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.constantFrom(1, 150, 5_000) }),
  fc.record({
    kind: fc.constant('ask' as const),
    query: fc.constantFrom(...QUERIES),
    method: fc.constantFrom('GET' as const, 'POST' as const),
  }),
)

testProp(
  'no client is ever told that a changed answer is the one it has',
  [fc.array(deed, { maxLength: 40 })],
  async (t, steps) => {
    const all = await stage(t, { 'dapp.near': CODE })
    await all.mirror.record({ attest: 'a.near', recipe: one, got: CODE })
    const have = new Map<string, { etag: string; text: string }>()
    let height = 200
    let version = 0
    const told: string[] = []
    for (const step of steps) {
      if (step.kind === 'attest') {
        await all.mirror.record({
          attest: `b${step.builder}.near`,
          recipe: step.recipe ? one : two,
          got: step.built ? CODE : null,
        })
      } else if (step.kind === 'policy') {
        version += 1
        await all.mirror.record({
          set: 'dao.near/main',
          version,
          policy: readPolicy({ anyone: step.anyone }),
        })
      } else if (step.kind === 'run') {
        height += 200_000
        await all.mirror.advanceTo(height)
        const row = deployment(`app${step.account}.near`, height + 1, {
          code_hash: hashOf(`code ${step.code}`),
        })
        await all.mirror.deploy({ deployments: [row] })
      } else if (step.kind === 'block') {
        height += 200_000
        await all.mirror.advanceTo(height)
      } else if (step.kind === 'deploy') {
        all.near.accounts.set('dapp.near', { code_hash: hashOf(`code ${step.code}`) })
      } else if (step.kind === 'wait') all.clock.ms += step.ms
      else {
        const { query, method } = step
        const known = have.get(query)
        const answer = await askFor(all, { query, method, etag: known?.etag })
        if (answer.status === 304) {
          const now = await askFor(all, { query, method })
          if (now.text !== known?.text) told.push(query)
          if (!query.includes('contract') && (await askAnew(all, query)) !== known?.text)
            told.push(query)
        } else if (answer.etag !== undefined) {
          have.set(query, { etag: answer.etag, text: answer.text })
        }
      }
    }
    t.deepEqual(told, [])
  },
  { numRuns: 60 },
)

/** Asks an API that remembers nothing. */
async function askAnew({ mirror, near }: Stage, query: string): Promise<string> {
  const api = createApi({ store: mirror.store, rpc: near.rpc, logger: silent })
  return (await askFor({ api }, { query })).text
}
