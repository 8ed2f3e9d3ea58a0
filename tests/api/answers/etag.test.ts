import { fc, testProp } from '@fast-check/ava'
import test from 'ava'
import { readPolicy } from '../../../protocol/policy.ts'
import { stage } from '../ask.ts'
import { askAnew, askFor, CODE, change, one, playing, QUERIES } from './world.ts'

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

const ask = fc.record({
  kind: fc.constant('ask' as const),
  query: fc.constantFrom(...QUERIES),
  method: fc.constantFrom('GET' as const, 'POST' as const),
})

testProp(
  'no client is ever told that a changed answer is the one it has',
  [fc.array(fc.oneof(change, ask), { maxLength: 40 })],
  async (t, steps) => {
    const all = await stage(t, { 'dapp.near': CODE })
    await all.mirror.record({ attest: 'a.near', recipe: one, got: CODE })
    const play = playing(all)
    const have = new Map<string, { etag: string; text: string }>()
    const told: string[] = []
    for (const step of steps) {
      if (step.kind !== 'ask') {
        await play(step)
        continue
      }
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
    t.deepEqual(told, [])
  },
  { numRuns: 60 },
)
