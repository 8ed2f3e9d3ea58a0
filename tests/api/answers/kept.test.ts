import { fc, testProp } from '@fast-check/ava'
import test from 'ava'
import { questionOf } from '../../../api/answers/question.ts'
import { stage } from '../ask.ts'
import { hashOf } from '../mirror.ts'
import { askAnew, askFor, CODE, change, one, playing, QUERIES } from './world.ts'

// As long as anything that was read from NEAR may be told: the keys of an account.
const LONGEST_MS = 10_000

const ask = fc.record({ kind: fc.constant('ask' as const), query: fc.constantFrom(...QUERIES) })

testProp(
  'what was asked before is answered like what never was, as soon as nothing old may be told',
  [fc.array(fc.oneof(change, ask), { maxLength: 30 })],
  async (t, steps) => {
    const all = await stage(t, { 'dapp.near': CODE })
    await all.mirror.record({ attest: 'a.near', recipe: one, got: CODE })
    const play = playing(all)
    const asked = new Set<string>()
    for (const step of steps) {
      if (step.kind !== 'ask') await play(step)
      else {
        await askFor(all, step)
        asked.add(step.query)
      }
    }
    all.clock.ms += LONGEST_MS
    const wrong: string[] = []
    for (const query of asked) {
      const answer = await askFor(all, { query })
      if (answer.text !== (await askAnew(all, query))) wrong.push(query)
    }
    t.deepEqual(wrong, [])
  },
  { numRuns: 60 },
)

const ATTESTATIONS = '{ attestations { edges { node { seq } } } }'
const CONTRACT = '{ contract(accountId: "dapp.near") { codeHash } }'

test('what was asked a moment ago is looked up once, in whatever form it is wanted', async (t) => {
  const all = await stage(t)
  await all.mirror.record({ attest: 'a.near', recipe: one, got: CODE })
  const first = await askFor(all, { query: ATTESTATIONS })
  const counted = all.mirror.countQueries('attestations')
  t.deepEqual(await askFor(all, { query: ATTESTATIONS }), first)
  t.deepEqual(await askFor(all, { query: ATTESTATIONS, method: 'GET' }), first)
  const accept = 'application/graphql-response+json'
  const other = await askFor(all, { query: ATTESTATIONS, accept })
  t.is(other.text, first.text)
  t.not(other.etag, first.etag)
  t.is(counted(), 0)
})

test('blocks without events leave answers that tell no block as they are, and an event ends them', async (t) => {
  const all = await stage(t)
  await all.mirror.record({ attest: 'a.near', recipe: one, got: CODE })
  await askFor(all, { query: ATTESTATIONS })
  const counted = all.mirror.countQueries('attestations')
  await all.mirror.advanceTo(300)
  all.clock.ms += 1_000
  await askFor(all, { query: ATTESTATIONS })
  t.is(counted(), 0)
  await all.mirror.record({ attest: 'b.near', recipe: one, got: CODE })
  all.clock.ms += 1_000
  t.is((await askFor(all, { query: ATTESTATIONS })).text.match(/seq/g)?.length, 2)
})

test('an upgrade is seen three seconds after NEAR was asked, whenever the answer was made', async (t) => {
  const all = await stage(t, { 'dapp.near': CODE })
  await all.mirror.advanceTo(300)
  await askFor(all, { query: CONTRACT })
  all.near.accounts.set('dapp.near', { code_hash: hashOf('upgrade') })
  all.clock.ms = 2_900
  const late = `${CONTRACT} `
  t.true((await askFor(all, { query: late })).text.includes(CODE), 'made from what was read before')
  all.clock.ms = 2_999
  t.true((await askFor(all, { query: late })).text.includes(CODE))
  all.clock.ms = 3_000
  t.true((await askFor(all, { query: late })).text.includes(hashOf('upgrade')))
})

test('an answer made while NEAR could not be asked is not told for longer than that is remembered', async (t) => {
  const all = await stage(t, { 'dapp.near': CODE })
  await all.mirror.advanceTo(300)
  const query = '{ search(text: "dapp.near") { kind } status { chainHeight } }'
  all.near.broken.reply = { status: 503, body: '' }
  const without = await askFor(all, { query })
  t.true(without.text.includes('"chainHeight":null'), without.text)
  all.near.broken.reply = undefined
  all.clock.ms = 999
  t.is((await askFor(all, { query })).text, without.text)
  all.clock.ms = 1_000
  t.false((await askFor(all, { query })).text.includes('null'))
})

test('an answer with errors is asked for again each time', async (t) => {
  const all = await stage(t, { 'dapp.near': CODE })
  await all.mirror.advanceTo(300)
  const query =
    '{ contract(accountId: "dapp.near") { verdict(policy: {id: "dao.near/main"}) { status } } }'
  t.is((await askFor(all, { query })).cache, 'no-store')
  const counted = all.mirror.countQueries('policies')
  t.is((await askFor(all, { query })).cache, 'no-store')
  t.true(counted() > 0)
})

test('the same query with other variables, or for another of its operations, is another question', async (t) => {
  const all = await stage(t)
  await all.mirror.record({ attest: 'a.near', recipe: one, got: CODE })
  const query =
    'query A($n: Int) { attestations(first: $n) { edges { node { seq } } } } query B { status { seq } }'
  const texts = new Set<string>()
  for (const body of [
    { operationName: 'A', variables: { n: 1 } },
    { operationName: 'B' },
    {},
    { operationName: 'A', variables: { n: 0 } },
  ]) {
    const response = await all.api.yoga.fetch('http://test/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, ...body }),
    })
    texts.add(await response.text())
  }
  t.is(texts.size, 4)
})

testProp(
  'no two questions have one text',
  [fc.array(fc.tuple(fc.string(), fc.option(fc.string()), fc.json()), { maxLength: 20 })],
  (t, all) => {
    const texts = all.map(([query, operationName, json]) =>
      questionOf({ query, operationName, variables: JSON.parse(json) }),
    )
    const questions = all.map(([query, name, json]) =>
      JSON.stringify([query, name, JSON.parse(json)]),
    )
    t.is(new Set(texts).size, new Set(questions).size)
  },
)

test('the text says where the query ends and where the name does', (t) => {
  const texts = [
    { query: 'a b' },
    { query: 'a', operationName: 'b' },
    { query: 'a', operationName: 'b\nnull' },
    { query: 'a b\nnull' },
    { query: 'a', operationName: '' },
    { query: 'a' },
  ].map(questionOf)
  t.is(new Set(texts).size, 6)
})
