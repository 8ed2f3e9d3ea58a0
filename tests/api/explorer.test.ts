import { fc, testProp } from '@fast-check/ava'
import test from 'ava'
import { encodeGlobalId } from '../../api/schema/global-id.ts'
import { readPolicy } from '../../protocol/policy.ts'
import { deployment, globalCode } from '../store/rows.ts'
import { type Ask, type Stage, stage } from './ask.ts'
import { hashOf, idOf, recipeOf } from './mirror.ts'

const CODE = hashOf('code')
const OTHER = hashOf('other code')
const one = recipeOf('one')
const two = recipeOf('two')

/** A mirror with two recipes, three builders, one of whom changes its mind, policies, and what some accounts run. */
async function scene(t: Parameters<typeof stage>[0]): Promise<Stage> {
  const all = await stage(t, { 'dapp.near': CODE, 'shared.near': null, 'owner.near': null })
  const { mirror } = all
  await mirror.record(
    { attest: 'a.near', recipe: one, got: CODE },
    { attest: 'b.near', recipe: one, got: CODE },
    { attest: 'c.near', recipe: one, got: OTHER },
    { attest: 'c.near', recipe: two, got: null },
    { declare: 'a.near', operator: 'acme.near' },
    { declare: 'b.near', operator: 'acme.near' },
    { set: 'dao.near/main', version: 1, policy: readPolicy({ anyone: 2 }) },
    { set: 'dao.near/main', version: 2, policy: readPolicy({ anyone: 3 }) },
    { attest: 'c.near', recipe: one, got: CODE },
  )
  await mirror.deploy({
    deployments: [
      deployment('dapp.near', 90, { found: 1, code_hash: OTHER, until_height: 102, signer: null }),
      deployment('dapp.near', 102, {
        code_hash: CODE,
        tx_hash: hashOf('tx'),
        receipt_id: hashOf('receipt'),
        signer: 'dev.near',
      }),
      deployment('shared.near', 102, {
        kind: 'global_account',
        code_hash: null,
        owner: 'owner.near',
        tx_hash: null,
        receipt_id: null,
      }),
      deployment('shared2.near', 95, {
        kind: 'global_account',
        code_hash: null,
        owner: 'owner.near',
        until_height: 96,
        tx_hash: null,
        receipt_id: null,
      }),
    ],
    watched: [{ account_id: 'dapp.near', since_height: 90, reason: 'asked' }],
    globalCodes: [
      globalCode('owner.near', 95, { code_hash: OTHER, until_height: 102 }),
      globalCode('owner.near', 102, { code_hash: CODE }),
    ],
  })
  return all
}

async function answered(ask: Ask, query: string): Promise<Record<string, unknown>> {
  const { data, errors } = await ask(query)
  if (errors.length > 0) throw new Error(JSON.stringify(errors))
  return data
}

const nodes = (connection: unknown) =>
  (connection as { edges: { node: unknown }[] }).edges.map(({ node }) => node)

test('an account has its history: what it ran, from when to when, and by which transaction', async (t) => {
  const { ask } = await scene(t)
  const { contract } = await answered(
    ask,
    `{ contract(accountId: "dapp.near") { deployments { edges { node {
      kind codeHash found fromHeight fromTimestamp untilHeight untilTimestamp txHash receiptId signer } } } } }`,
  )
  t.deepEqual(nodes((contract as { deployments: unknown }).deployments), [
    {
      kind: 'LOCAL',
      codeHash: CODE,
      found: false,
      fromHeight: 102,
      fromTimestamp: '1700000061200000000',
      untilHeight: null,
      untilTimestamp: null,
      txHash: hashOf('tx'),
      receiptId: hashOf('receipt'),
      signer: 'dev.near',
    },
    {
      kind: 'LOCAL',
      codeHash: OTHER,
      found: true,
      fromHeight: 90,
      fromTimestamp: null,
      untilHeight: 102,
      untilTimestamp: '1700000061200000000',
      txHash: 'transaction 90',
      receiptId: 'receipt 90',
      signer: null,
    },
  ])
})

test('code has the accounts that run it now and ever, and the global contracts that it is', async (t) => {
  const { ask } = await scene(t)
  const query = (args: string) => `{ code(hash: "${OTHER}") {
    deployments${args} { edges { node { accountId } } }
    globalContracts { edges { node { globalAccountId codeHash untilHeight code { hash } } } } } }`
  const of = async (args: string) =>
    (await answered(ask, query(args))).code as { deployments: unknown; globalContracts: unknown }
  const ever = await of('')
  t.deepEqual(nodes(ever.deployments), [{ accountId: 'dapp.near' }])
  t.deepEqual(nodes(ever.globalContracts), [
    { globalAccountId: 'owner.near', codeHash: OTHER, untilHeight: 102, code: { hash: OTHER } },
  ])
  t.deepEqual(nodes((await of('(current: true)')).deployments), [])
  t.deepEqual(nodes((await of('(current: false)')).deployments), [{ accountId: 'dapp.near' }])
})

test('a global contract has its versions and its users', async (t) => {
  const { ask } = await scene(t)
  const { contract } = await answered(
    ask,
    `{ contract(accountId: "owner.near") {
      globalContract { edges { node { codeHash fromHeight owner { accountId } } } }
      users(current: true) { edges { node { accountId kind globalAccountId code { hash } } } } } }`,
  )
  const { globalContract, users } = contract as Record<string, unknown>
  t.like(nodes(globalContract), [
    { codeHash: CODE, fromHeight: 102, owner: { accountId: 'owner.near' } },
    { codeHash: OTHER, fromHeight: 95 },
  ])
  t.deepEqual(nodes(users), [
    {
      accountId: 'shared.near',
      kind: 'GLOBAL_ACCOUNT',
      globalAccountId: 'owner.near',
      code: null,
    },
  ])
})

test('builders and operators are listed, and found by account', async (t) => {
  const { ask } = await scene(t)
  const data = await answered(
    ask,
    `{ builders { edges { node { accountId built failed firstSeq lastSeq operator { accountId } } } }
      builder(accountId: "c.near") { attestations(first: 1) { edges { node { seq madeBy { accountId } } } } }
      nobody: builder(accountId: "nobody.near") { accountId }
      operators { edges { node { accountId } } }
      operator(accountId: "acme.near") { declarations { edges { node { accountId seq builder { built } } } } }
      none: operator(accountId: "nobody.near") { accountId } }`,
  )
  t.deepEqual(nodes(data.builders), [
    {
      accountId: 'a.near',
      built: 1,
      failed: 0,
      firstSeq: 1,
      lastSeq: 1,
      operator: { accountId: 'acme.near' },
    },
    {
      accountId: 'b.near',
      built: 1,
      failed: 0,
      firstSeq: 2,
      lastSeq: 2,
      operator: { accountId: 'acme.near' },
    },
    { accountId: 'c.near', built: 1, failed: 1, firstSeq: 3, lastSeq: 9, operator: null },
  ])
  t.deepEqual(nodes((data.builder as { attestations: unknown }).attestations), [
    { seq: 9, madeBy: { accountId: 'c.near' } },
  ])
  t.is(data.nobody, null)
  t.deepEqual(nodes(data.operators), [{ accountId: 'acme.near' }])
  t.deepEqual(nodes((data.operator as { declarations: unknown }).declarations), [
    { accountId: 'a.near', seq: 5, builder: { built: 1 } },
    { accountId: 'b.near', seq: 6, builder: { built: 1 } },
  ])
  t.is(data.none, null)
})

test('policies are listed by version, by owner, and those in force', async (t) => {
  const { ask } = await scene(t)
  const data = await answered(
    ask,
    `{ policies(filter: { owner: "dao.near" }) { edges { node {
        policyId owner name version seq inForce endedBy endedBySeq digest terms { text open digest } } } }
      inForce: policies(filter: { inForce: true }) { edges { node { version } } }
      publishedPolicy(policyId: "dao.near/main") { version versions { edges { node { version } } } }
      none: publishedPolicy(policyId: "dao.near/other") { version } }`,
  )
  t.like(nodes(data.policies), [
    { policyId: 'dao.near/main', version: 2, seq: 8, inForce: true, endedBy: null },
    { version: 1, seq: 7, inForce: false, endedBy: 'SUPERSEDED', endedBySeq: 8 },
  ])
  const [first] = nodes(data.policies) as {
    digest: string
    terms: { digest: string; text: string }
  }[]
  t.is(first?.terms.digest, first?.digest)
  t.regex(first?.terms.text ?? '', /^anyone 3/)
  t.deepEqual(nodes(data.inForce), [{ version: 2 }])
  const published = data.publishedPolicy as { version: number; versions: unknown }
  t.is(published.version, 2)
  t.deepEqual(nodes(published.versions), [{ version: 2 }, { version: 1 }])
  t.is(data.none, null)
})

test('sources and recipes are found by repository, commit and image, each with what was built', async (t) => {
  const { ask } = await scene(t)
  const commit = one.source_code_snapshot.slice(-40)
  const spellings = [
    'https://example.org/one',
    'https://EXAMPLE.org/one.git',
    'git+https://example.org/one/',
    'example.org/one',
  ]
  for (const repository of spellings) {
    const data = await answered(
      ask,
      `{ sources(filter: { repository: "${repository}" }) { edges { node { commit recipes { edges { node { recipeId } } } } } } }`,
    )
    t.deepEqual(nodes(data.sources), [
      { commit, recipes: { edges: [{ node: { recipeId: idOf(one) } }] } },
    ])
  }
  const data = await answered(
    ask,
    `{ byCommit: sources(filter: { commit: "${commit.slice(0, 8).toUpperCase()}" }) { edges { node { repository firstSeq } } }
      all: sources { edges { node { repository } } }
      recipes(filter: { environmentDigest: "sha256:${one.build_environment.slice(-64)}" }) { edges { node {
        recipeId firstSeq attestations(last: 1) { edges { node { seq } } } results { codeHash live } } } } }`,
  )
  t.deepEqual(nodes(data.byCommit), [{ repository: 'https://example.org/one', firstSeq: 1 }])
  t.deepEqual(nodes(data.all), [
    { repository: 'https://example.org/two' },
    { repository: 'https://example.org/one' },
  ])
  t.deepEqual(nodes(data.recipes), [
    {
      recipeId: idOf(two),
      firstSeq: 4,
      attestations: { edges: [{ node: { seq: 4 } }] },
      results: [],
    },
    {
      recipeId: idOf(one),
      firstSeq: 1,
      attestations: { edges: [{ node: { seq: 1 } }] },
      results: [
        { codeHash: CODE, live: 3 },
        { codeHash: OTHER, live: 0 },
      ],
    },
  ])
})

test('conflicts and equivocations are feeds, newest first', async (t) => {
  const { ask, mirror, clock } = await scene(t)
  const query = `{ conflicts { edges { node { recipeId open sinceSeq untilSeq since { builder } recipe { results { live } } } } }
    open: conflicts(open: true) { edges { node { sinceSeq } } }
    equivocations { edges { node { builder seq recipeId attestation { codeHash } earlier { codeHash } madeBy { built } } } }
    ofNobody: equivocations(builder: "a.near") { edges { node { seq } } } }`
  const before = await answered(ask, query)
  t.deepEqual(nodes(before.conflicts), [
    {
      recipeId: idOf(one),
      open: false,
      sinceSeq: 3,
      untilSeq: 9,
      since: { builder: 'c.near' },
      recipe: { results: [{ live: 3 }, { live: 0 }] },
    },
  ])
  t.deepEqual(nodes(before.open), [])
  t.deepEqual(nodes(before.equivocations), [
    {
      builder: 'c.near',
      seq: 9,
      recipeId: idOf(one),
      attestation: { codeHash: CODE },
      earlier: { codeHash: OTHER },
      madeBy: { built: 1 },
    },
  ])
  t.deepEqual(nodes(before.ofNobody), [])
  await mirror.record({ attest: 'd.near', recipe: one, got: OTHER })
  clock.ms += 100
  t.deepEqual(nodes((await answered(ask, query)).open), [{ sinceSeq: 10 }])
})

test('an account tells from when on its history is whole', async (t) => {
  const { ask } = await scene(t)
  const data = await answered(
    ask,
    '{ contracts(accountIds: ["dapp.near", "shared.near"]) { accountId watchedSince } }',
  )
  t.deepEqual(data.contracts, [
    { accountId: 'dapp.near', watchedSince: 90 },
    { accountId: 'shared.near', watchedSince: null },
  ])
})

test('the status tells how much there is of everything', async (t) => {
  const { ask } = await scene(t)
  const { status } = await answered(
    ask,
    `{ status { dataVersion schemaVersion version totals { attestations liveAttestations recipes sources builders operators
      policiesInForce openConflicts equivocations deployments watchedAccounts } } }`,
  )
  t.like(status, {
    version: 'unknown',
    totals: {
      attestations: 5,
      liveAttestations: 4,
      recipes: 2,
      sources: 2,
      builders: 3,
      operators: 2,
      policiesInForce: 1,
      openConflicts: 0,
      equivocations: 1,
      deployments: 4,
      watchedAccounts: 1,
    },
  })
})

test('a text is searched for as whatever it may mean', async (t) => {
  const { ask } = await scene(t)
  const found = async (text: string) => {
    const { data, errors } = await ask(
      `query ($text: String!) { search(text: $text) { kind id node { __typename
        ... on Contract { accountId } ... on Builder { builder: accountId } ... on Operator { operator: accountId }
        ... on Policy { policyId version } ... on Code { hash } ... on Recipe { recipeId } ... on Source { repository }
        ... on Attestation { seq } } } }`,
      { text },
    )
    t.deepEqual(errors, [])
    return (data.search as { kind: string; node: Record<string, unknown> }[]).map(
      ({ kind, node }) => [kind, ...Object.values(node)],
    )
  }
  t.deepEqual(await found(' dapp.near '), [['CONTRACT', 'Contract', 'dapp.near']])
  t.deepEqual(await found('a.near'), [['BUILDER', 'Builder', 'a.near']])
  t.deepEqual(await found('acme.near'), [['OPERATOR', 'Operator', 'acme.near']])
  t.deepEqual(await found('dao.near'), [['POLICY', 'Policy', 'dao.near/main', 2]])
  t.deepEqual(await found(CODE), [['CODE', 'Code', CODE]])
  t.deepEqual(await found(idOf(two)), [['RECIPE', 'Recipe', idOf(two)]])
  t.deepEqual(await found(hashOf('receipt 4')), [['ATTESTATION', 'Attestation', 4]])
  t.deepEqual(await found('https://example.org/one.git'), [
    ['SOURCE', 'Source', 'https://example.org/one'],
  ])
  t.deepEqual(await found(one.source_code_snapshot.slice(-40, -30)), [
    ['SOURCE', 'Source', 'https://example.org/one'],
  ])
  t.deepEqual(await found(one.build_environment.slice(-64)), [
    ['RECIPE', 'Recipe', idOf(two)],
    ['RECIPE', 'Recipe', idOf(one)],
  ])
  for (const nothing of [
    'nobody.near',
    hashOf('nothing'),
    'abcdef',
    '%',
    "' or 1=1 --",
    '\u{1f600}',
  ]) {
    t.deepEqual(await found(nothing), [], nothing)
  }
  for (const text of ['', '  ', 'x'.repeat(301)]) {
    const { errors } = await ask('query ($text: String!) { search(text: $text) { id } }', { text })
    t.like(errors[0], { extensions: { code: 'INVALID_ARGUMENT', argument: 'text' } })
  }
})

test('every node that a list gives is found again by its id', async (t) => {
  const { ask } = await scene(t)
  const lists = [
    'attestations',
    'builders',
    'operators',
    'policies',
    'sources',
    'recipes',
    'deployments',
  ]
  const data = await answered(
    ask,
    `{ ${lists.map((list) => `${list} { edges { node { id __typename } } }`).join(' ')} }`,
  )
  const given = lists.flatMap((list) => nodes(data[list]))
  t.true(given.length > 12)
  const ids = given.map((node) => (node as { id: string }).id)
  const again = await ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }', { ids })
  t.deepEqual(again.errors, [])
  t.deepEqual(again.data.nodes, given)
  const none = [
    'Builder:x.near',
    'Operator:x.near',
    'Policy:1',
    'Deployment:x.near/1',
    'Deployment:x',
    'Policy:x',
  ]
  const unknown = await ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
    ids: none.map((text) => {
      const [type = '', key = ''] = text.split(':')
      return encodeGlobalId(type, key)
    }),
  })
  t.deepEqual(unknown.errors, [])
  t.deepEqual(
    unknown.data.nodes,
    none.map(() => null),
  )
})

const LISTS = [
  'attestations',
  'builders',
  'operators',
  'policies',
  'sources',
  'recipes',
  'deployments',
  'equivocations',
  'conflicts',
]

testProp(
  'pages of any size give every item once and in one order, from either end',
  [fc.constantFrom(...LISTS), fc.integer({ min: 1, max: 4 })],
  async (t, list, size) => {
    const { ask } = await scene(t)
    type Connection = {
      edges: { cursor: string }[]
      pageInfo: Record<'hasNextPage' | 'hasPreviousPage', boolean> &
        Record<'startCursor' | 'endCursor', string | null>
    }
    const page = async (args: string) =>
      (
        await answered(
          ask,
          `{ list: ${list}(${args}) { edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
        )
      ).list as Connection
    const whole = (await page('first: 100')).edges.map(({ cursor }) => cursor)
    const forward: string[] = []
    for (let after: string | null = null; ; ) {
      const { edges, pageInfo }: Connection = await page(
        `first: ${size}${after === null ? '' : `, after: "${after}"`}`,
      )
      forward.push(...edges.map(({ cursor }) => cursor))
      if (!pageInfo.hasNextPage) break
      after = pageInfo.endCursor
    }
    t.deepEqual(forward, whole)
    const backward: string[] = []
    for (let before: string | null = null; ; ) {
      const { edges, pageInfo }: Connection = await page(
        `last: ${size}${before === null ? '' : `, before: "${before}"`}`,
      )
      backward.unshift(...edges.map(({ cursor }) => cursor))
      if (!pageInfo.hasPreviousPage) break
      before = pageInfo.startCursor
    }
    t.deepEqual(backward, whole)
  },
  { numRuns: 25 },
)
