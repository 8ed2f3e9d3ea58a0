import test from 'ava'
import { policyDigest } from '../../protocol/policy.ts'
import { readPolicyText } from '../../protocol/policy-text.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { stage } from './ask.ts'
import { hashOf, idOf, recipeOf } from './mirror.ts'

const POLICY = `operator acme acme.near ci.acme.near
operator beta beta.near
operator gamma gamma.near
group quorum 2 acme beta gamma
quorum quorum`

const GOOD = hashOf('good code')
const BAD = hashOf('bad code')
const recipe = recipeOf('dapp')

const STATUS = `query ($id: AccountId!, $policy: PolicyInput!) {
  contract(accountId: $id) { codeHash codeSource verdict(policy: $policy) { status missing open codeHash policyDigest } }
}`

test('the four accounts of the demo get their verdicts under a 2-of-3 policy', async (t) => {
  const alone = recipeOf('alone')
  const disputed = recipeOf('disputed')
  const { ask, mirror } = await stage(t, {
    'verified.near': GOOD,
    'partial.near': hashOf('alone'),
    'disputed.near': hashOf('disputed'),
    'unattested.near': hashOf('nobody built this'),
    'empty.near': null,
  })
  await mirror.record(
    { attest: 'acme.near', recipe, got: GOOD },
    { attest: 'beta.near', recipe, got: GOOD },
    { attest: 'acme.near', recipe: alone, got: hashOf('alone') },
    { attest: 'acme.near', recipe: disputed, got: hashOf('disputed') },
    { attest: 'beta.near', recipe: disputed, got: BAD },
  )
  const expected: [string, string, number][] = [
    ['verified.near', 'VERIFIED', 0],
    ['partial.near', 'PARTIAL', 1],
    ['disputed.near', 'DISPUTED', 1],
    ['unattested.near', 'UNATTESTED', 2],
    ['empty.near', 'NO_CODE', 2],
    ['nobody.near', 'UNKNOWN_ACCOUNT', 2],
  ]
  const policyDigestOfText = policyDigest(readPolicyText(POLICY), portableHasher)
  for (const [id, status, missing] of expected) {
    const { data, errors } = await ask(STATUS, { id, policy: { text: POLICY } })
    t.deepEqual(errors, [])
    const verdict = { status, missing, open: false, policyDigest: policyDigestOfText }
    t.like(data.contract, { verdict }, id)
  }
})

test('a verdict carries who stands where, why, and as of when', async (t) => {
  const { ask, mirror } = await stage(t, { 'dapp.near': GOOD })
  await mirror.record(
    { attest: 'acme.near', recipe, got: BAD },
    { attest: 'acme.near', recipe, got: GOOD },
    { attest: 'beta.near', recipe, got: BAD },
    { attest: 'stranger.near', recipe, got: BAD },
    { attest: 'ci.acme.near', recipe, got: null },
    { attest: 'withdrawn.near', recipe, got: GOOD },
    { withdraw: 'withdrawn.near', recipe },
  )
  await mirror.advanceTo(200)
  const query = `query ($policy: PolicyInput!) { contract(accountId: "dapp.near") { verdict(policy: $policy) {
    status missing missingEnvironments
    supporting { operator builder seq recipeId codeHash sourceId
      attestation { outcome network live } recipe { buildCommand } source { repository path } }
    dissenting { operator builder codeHash }
    failed { operator builder codeHash }
    silent { operator builder }
    ignored { builder seq reason }
    counts { supporting dissenting failed silent ignored }
    equivocations { operator builder recipeId }
    sources { operators environments satisfied source { repository } quorum { name missing } }
    quorum { name parent k members satisfied missing }
    asOf { blockHeight blockHash timestamp seq head }
  } } }`
  const { data, errors } = await ask(query, { policy: { text: POLICY } })
  t.deepEqual(errors, [])
  const { verdict } = data.contract as { verdict: Record<string, unknown> }
  const { head } = await mirror.store.db
    .selectFrom('cursor')
    .select('head')
    .executeTakeFirstOrThrow()
  t.like(verdict, {
    status: 'DISPUTED',
    missing: 1,
    missingEnvironments: 0,
    dissenting: [{ operator: 'beta', builder: 'beta.near', codeHash: BAD }],
    failed: [{ operator: 'acme', builder: 'ci.acme.near', codeHash: null }],
    silent: [{ operator: 'gamma', builder: 'gamma.near' }],
    ignored: [
      { builder: 'stranger.near', seq: 4, reason: 'NOT_IN_POLICY' },
      { builder: 'withdrawn.near', seq: 6, reason: 'NOT_IN_POLICY' },
    ],
    counts: { supporting: 1, dissenting: 1, failed: 1, silent: 1, ignored: 2 },
    equivocations: [{ operator: 'acme', builder: 'acme.near', recipeId: idOf(recipe) }],
    quorum: [
      {
        name: 'quorum',
        parent: null,
        k: 2,
        members: ['acme', 'beta', 'gamma'],
        satisfied: false,
        missing: 1,
      },
      { name: 'acme', parent: 'quorum', k: 1, members: [], satisfied: true, missing: 0 },
      { name: 'beta', parent: 'quorum', k: 1, members: [], satisfied: false, missing: 1 },
      { name: 'gamma', parent: 'quorum', k: 1, members: [], satisfied: false, missing: 1 },
    ],
    asOf: {
      blockHeight: 200,
      seq: 7,
      head,
      timestamp: '1700000120000000000',
      blockHash: hashOf('block 200'),
    },
  })
  const [supporting] = verdict.supporting as unknown[]
  t.like(supporting, {
    operator: 'acme',
    builder: 'acme.near',
    seq: 2,
    recipeId: idOf(recipe),
    codeHash: GOOD,
    attestation: { outcome: 'BUILT', network: 'NONE', live: true },
    recipe: { buildCommand: ['npm', 'run', 'build'] },
    source: { repository: 'https://example.org/dapp', path: 'contract' },
  })
  const [source] = verdict.sources as unknown[]
  t.like(source, {
    operators: ['acme'],
    environments: 1,
    satisfied: false,
    source: { repository: 'https://example.org/dapp' },
  })
})

test('an open policy is marked, leaves the account itself out and merges declared operators', async (t) => {
  const { ask, mirror } = await stage(t, { 'dapp.self.near': GOOD, 'other.near': GOOD })
  const query = `query ($id: AccountId!) { contract(accountId: $id) { verdict(policy: {text: "anyone 2"}) {
    status open supporting { operator } ignored { builder reason } quorum { name members }
  } } }`
  await mirror.record(
    { attest: 'ci.self.near', recipe, got: GOOD },
    { attest: 'a.near', recipe, got: GOOD },
    { attest: 'b.near', recipe, got: GOOD },
    { declare: 'b.near', operator: 'a.near' },
  )
  const own = await ask(query, { id: 'dapp.self.near' })
  t.like(own.data.contract, {
    verdict: {
      status: 'PARTIAL',
      open: true,
      ignored: [{ builder: 'ci.self.near', reason: 'SUBJECT_ITSELF' }],
      quorum: [{ name: 'anyone 2', members: ['a.near'] }, { name: 'a.near' }],
    },
  })
  const other = await ask(query, { id: 'other.near' })
  t.like(other.data.contract, { verdict: { status: 'VERIFIED', ignored: [] } })
})

test('a code hash has a verdict without any account, and one that nobody knows is unattested', async (t) => {
  const { ask, mirror } = await stage(t)
  await mirror.record({ attest: 'acme.near', recipe, got: GOOD })
  const query = `query ($hash: Hash!) { code(hash: $hash) { hash verdict(policy: {text: "operator a acme.near\\nquorum a"}) { status codeHash } } }`
  const known = await ask(query, { hash: GOOD })
  t.deepEqual(known.data.code, { hash: GOOD, verdict: { status: 'VERIFIED', codeHash: GOOD } })
  const unknown = await ask(query, { hash: BAD })
  t.like(unknown.data.code, { verdict: { status: 'UNATTESTED' } })
})

test('a verdict follows the mirror, event by event and block by block', async (t) => {
  const { ask, mirror, clock } = await stage(t, { 'dapp.near': GOOD })
  const query = `query ($policy: PolicyInput!) { contract(accountId: "dapp.near") { verdict(policy: $policy) { status asOf { blockHeight seq } } } }`
  const now = async (text: string) => {
    clock.ms += 200
    const { data } = await ask(query, { policy: { text } })
    return (data.contract as { verdict: unknown }).verdict
  }
  const policy = 'operator a a.near\nquorum a'
  const aged = `${policy}\nmax_age 1`
  await mirror.advanceTo(110)
  t.deepEqual(await now(policy), { status: 'UNATTESTED', asOf: { blockHeight: 110, seq: 0 } })
  await mirror.record({ attest: 'a.near', recipe, got: GOOD })
  t.deepEqual(await now(policy), { status: 'VERIFIED', asOf: { blockHeight: 111, seq: 1 } })
  t.deepEqual(await now(aged), { status: 'VERIFIED', asOf: { blockHeight: 111, seq: 1 } })
  // 144,000 blocks of 600 ms are a day.
  await mirror.advanceTo(111 + 144_000)
  t.deepEqual(await now(aged), { status: 'VERIFIED', asOf: { blockHeight: 144_111, seq: 1 } })
  await mirror.advanceTo(111 + 144_001)
  t.deepEqual(await now(aged), { status: 'UNATTESTED', asOf: { blockHeight: 144_112, seq: 1 } })
  t.deepEqual(await now(policy), { status: 'VERIFIED', asOf: { blockHeight: 144_112, seq: 1 } })
  await mirror.record({ withdraw: 'a.near', recipe })
  t.deepEqual(await now(policy), { status: 'UNATTESTED', asOf: { blockHeight: 144_113, seq: 2 } })
})

test('lists within a verdict are cut where the query says, and their length is told', async (t) => {
  const { ask, mirror } = await stage(t)
  const strangers = Array.from({ length: 120 }, (_, i) => `s${i}.near`)
  await mirror.record(...strangers.map((attest) => ({ attest, recipe, got: GOOD })))
  const query = (first: string) =>
    `{ code(hash: "${GOOD}") { verdict(policy: {text: "anyone 2"}) { counts { supporting } supporting${first} { seq } } } }`
  for (const [first, length] of [
    ['', 100],
    ['(first: 3)', 3],
    ['(first: 100)', 100],
  ] as const) {
    const { data } = await ask(query(first))
    const { verdict } = data.code as { verdict: { supporting: unknown[] } }
    t.is(verdict.supporting.length, length)
    t.like(verdict, { counts: { supporting: 120 } })
  }
  for (const first of ['(first: 0)', '(first: 101)', '(first: -1)']) {
    const { errors } = await ask(query(first))
    t.like(errors[0], { extensions: { code: 'INVALID_ARGUMENT', argument: 'first' } })
  }
})
