import test from 'ava'
import { getIntrospectionQuery } from 'graphql'
import { DEFAULT_LIMITS } from '../../../api/index.ts'
import { type Stage, stage } from '../ask.ts'
import { hashOf } from '../mirror.ts'

/** Sends bytes as they are. */
async function send(
  { api }: Stage,
  body: BodyInit | null,
  headers: Record<string, string> = { 'content-type': 'application/json' },
  method = 'POST',
) {
  const init = { method, body, headers, ...(body instanceof ReadableStream && { duplex: 'half' }) }
  const response = await api.yoga.fetch('http://test/graphql', init)
  return { status: response.status, text: await response.text() }
}

const HASH = hashOf('code')
const many = (n: number, part: (i: number) => string) =>
  Array.from({ length: n }, (_, i) => part(i)).join(' ')

const refused: [what: string, query: string, code: string][] = [
  ['more tokens than a query has', `{ ${many(1_100, () => 'status')} { seq } }`, 'QUERY_TOO_LARGE'],
  ['aliases without end', `{ ${many(51, (i) => `a${i}: status { seq }`)} }`, 'QUERY_TOO_LARGE'],
  [
    'aliases in fragments',
    `{ ...A } fragment A on Query { ${many(51, (i) => `a${i}: status { seq }`)} }`,
    'QUERY_TOO_LARGE',
  ],
  [
    'directives without end',
    `{ status ${'@skip(if: false) '.repeat(26)} { seq } }`,
    'QUERY_TOO_LARGE',
  ],
  [
    'fields deeper than the schema has any use for',
    `{ ${'a { '.repeat(13)} b ${'} '.repeat(13)} }`,
    'QUERY_TOO_LARGE',
  ],
  [
    'pages of 100 in ten places',
    `{ ${many(10, (i) => `a${i}: attestations(first: 100) { edges { node { seq builder outcome codeHash recipe { id source { id } } } } }`)} }`,
    'QUERY_TOO_COMPLEX',
  ],
  [
    'pages of 100 through a variable',
    `query ($n: Int = 100) { ${many(10, (i) => `a${i}: attestations(first: $n) { edges { node { seq builder outcome codeHash recipe { id source { id } } } } }`)} }`,
    'QUERY_TOO_COMPLEX',
  ],
  [
    '25 verdicts with everything',
    `{ code(hash: "${HASH}") { ${many(25, (i) => `v${i}: verdict(policy: {text: "anyone ${i + 1}"}) { supporting { builder recipe { id } } ignored { builder } }`)} } }`,
    'QUERY_TOO_COMPLEX',
  ],
  [
    'batches of 200 in several places',
    `{ ${many(5, (i) => `a${i}: contracts(accountIds: [${many(200, (j) => `"a${j}.near"`)}]) { codeHash verdict(policy: {text: "anyone 1"}) { status } }`)} }`,
    'QUERY_TOO_LARGE',
  ],
  [
    'nodes by the thousand, written out',
    `{ nodes(ids: [${many(10_000, () => '"x"')}]) { id } }`,
    'QUERY_TOO_LARGE',
  ],
  [
    'pages within pages within pages',
    '{ sources(first: 100) { edges { node { recipes(first: 100) { edges { node { attestations(first: 100) { edges { node { seq } } } } } } } } } }',
    'QUERY_TOO_COMPLEX',
  ],
  [
    'pages from the end within pages',
    '{ builders(last: 100) { edges { node { attestations(last: 100) { edges { node { seq madeBy { built } } } } } } } }',
    'QUERY_TOO_COMPLEX',
  ],
  [
    'operators and builders in circles',
    '{ operators(first: 100) { edges { node { declarations(first: 100) { edges { node { builder { operator { accountId } } } } } } } } }',
    'QUERY_TOO_COMPLEX',
  ],
  [
    'searches with everything that is found',
    `{ ${many(20, (i) => `s${i}: search(text: "${HASH}") { node { ... on Code { attestations(first: 100) { edges { node { seq } } } } } }`)} }`,
    'QUERY_TOO_COMPLEX',
  ],
  [
    'keys of many contracts',
    `{ deployments(first: 100) { edges { node { contract { upgradeability { locked } verdict(policy: {text: "anyone 1"}) { status supporting { builder } } } } } } }`,
    'QUERY_TOO_COMPLEX',
  ],
]

for (const [what, query, code] of refused) {
  test(`${what} are refused before anything is read`, async (t) => {
    const { ask, near } = await stage(t)
    const { errors, data } = await ask(query)
    t.like(errors[0], { extensions: { code } }, JSON.stringify(errors.slice(0, 2)))
    t.true(Object.values(data).every((value) => value === null))
    t.deepEqual(near.asked, [])
  })
}

test('of several operations, the one that is run is the one that is counted', async (t) => {
  const { api } = await stage(t)
  const dear = many(
    10,
    (i) =>
      `a${i}: attestations(first: 100) { edges { node { seq builder outcome codeHash recipe { id source { id } } } } }`,
  )
  const query = `query Cheap { __typename } query Dear { ${dear} }`
  const run = async (operationName: string) => {
    const body = JSON.stringify({ query, operationName })
    const headers = { 'content-type': 'application/json' }
    return (await api.yoga.fetch('http://test/graphql', { method: 'POST', headers, body })).text()
  }
  t.is(await run('Cheap'), '{"data":{"__typename":"Query"}}')
  t.regex(await run('Dear'), /QUERY_TOO_COMPLEX/)
  t.regex(await run('Neither'), /OPERATION_RESOLUTION_FAILURE/)
})

test('page sizes of one document are counted each time anew', async (t) => {
  const { ask, mirror } = await stage(t)
  await mirror.advanceTo(120)
  const pages = many(
    10,
    (i) =>
      `a${i}: attestations(first: $n) { edges { node { seq builder outcome codeHash recipe { id source { id } } } } }`,
  )
  const query = `query ($n: Int) { ${pages} }`
  for (const [n, refused] of [
    [2, false],
    [100, true],
    [3, false],
    [100, true],
  ] as const) {
    const { errors } = await ask(query, { n })
    t.is(errors[0]?.extensions?.code, refused ? 'QUERY_TOO_COMPLEX' : undefined)
  }
})

test('a refused query can be asked again and is refused again', async (t) => {
  const { ask } = await stage(t)
  const query = `{ ${many(51, (i) => `a${i}: status { seq }`)} }`
  const first = await ask(query)
  const second = await ask(query)
  t.deepEqual(second, first)
})

const broken: [what: string, query: string, message: RegExp][] = [
  ['nothing', '', /Unexpected <EOF>/],
  ['no GraphQL', 'SELECT * FROM attestations', /Syntax Error/],
  ['half a query', '{ status {', /Syntax Error/],
  ['an unknown field', '{ status { sequence } }', /Cannot query field "sequence"/],
  [
    'a fragment that spreads itself',
    '{ ...A } fragment A on Query { ...A }',
    /spread fragment "A"/,
  ],
  [
    'fragments that spread each other',
    '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
    /spread fragment/,
  ],
  ['a mutation', 'mutation { status { seq } }', /mutation/i],
  ['a subscription', 'subscription { status { seq } }', /subscription/i],
  ['a wrong type', '{ attestation(seq: "one") { seq } }', /Int cannot represent/],
  ['a number past 32 bits', '{ attestation(seq: 99999999999) { seq } }', /32-bit/],
  ['a hash that is a number', '{ code(hash: 5) { hash } }', /must be a text/],
  ['a hash that is a list', '{ code(hash: ["a"]) { hash } }', /must be a text|Hash/],
  ['a missing argument', '{ code { hash } }', /"hash" of type "Hash!" is required/],
  ['a missing variable', 'query ($h: Hash!) { code(hash: $h) { hash } }', /"\$h"/],
]

for (const [what, query, message] of broken) {
  test(`${what} gets a clean error`, async (t) => {
    const { ask } = await stage(t)
    const { errors, status } = await ask(query)
    t.true(status < 500)
    t.true(errors.length >= 1)
    t.regex(errors[0]?.message ?? '', message)
    t.notRegex(JSON.stringify(errors), /node_modules|\.ts:|at Object|Did you mean/)
  })
}

test('introspection, as GraphiQL does it, is within the limits', async (t) => {
  const { ask } = await stage(t)
  const options = {
    descriptions: true,
    oneOf: true,
    inputValueDeprecation: true,
    directiveIsRepeatable: true,
  }
  const { errors, data } = await ask(getIntrospectionQuery(options))
  t.deepEqual(errors, [])
  t.truthy(data.__schema)
})

test('the deepest useful query is within the limits', async (t) => {
  const { ask, mirror } = await stage(t)
  await mirror.advanceTo(120)
  const { errors } = await ask(`{ code(hash: "${HASH}") { verdict(policy: {text: "anyone 1"}) {
    supporting { attestation { recipe { source { repository } } } } } } }`)
  t.deepEqual(errors, [])
})

test('a body that is too long is refused, with its length or without', async (t) => {
  const all = await stage(t)
  const body = JSON.stringify({
    query: '{ status { seq } }',
    padding: ' '.repeat(DEFAULT_LIMITS.bodyBytes),
  })
  const announced = await send(all, body, {
    'content-type': 'application/json',
    'content-length': String(body.length),
  })
  t.is(announced.status, 413)
  t.regex(announced.text, /REQUEST_TOO_LARGE/)
  const streamed = await send(all, new Blob([body]).stream())
  t.is(streamed.status, 413)
  t.regex(streamed.text, /REQUEST_TOO_LARGE/)
})

test('a body that is streamed and short is answered', async (t) => {
  const all = await stage(t)
  const parts = ['{"query":', '"{ __typename }"}']
  const { status, text } = await send(all, new Blob(parts).stream())
  t.is(status, 200)
  t.deepEqual(JSON.parse(text), { data: { __typename: 'Query' } })
})

const bodies: [what: string, body: string][] = [
  ['no JSON', '{"query": "{ status'],
  ['a number', '7'],
  ['null', 'null'],
  ['a list', '[{"query": "{ __typename }"}]'],
  ['a query that is no text', '{"query": {"a": 1}}'],
  ['variables that are no object', '{"query": "{ __typename }", "variables": "x"}'],
  ['fields that GraphQL does not have', '{"query": "{ __typename }", "extra": 1}'],
  ['bytes', '\u0000\u0001\u0002'],
]

for (const [what, body] of bodies) {
  test(`a body with ${what} gets a clean error`, async (t) => {
    const { status, text } = await send(await stage(t), body)
    t.true(status >= 400 && status < 500, `${status}: ${text}`)
    t.notRegex(text, /node_modules|\.ts:|at Object/)
  })
}

test('a policy of JSON that is 5,000 levels deep is refused like any other', async (t) => {
  const query = 'query ($json: JSON!) { policy(policy: {json: $json}) { digest } }'
  for (const json of [
    '['.repeat(5_000) + ']'.repeat(5_000),
    `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`,
  ]) {
    const body = `{"query": ${JSON.stringify(query)}, "variables": {"json": ${json}}}`
    const { text } = await send(await stage(t), body)
    t.regex(text, /INVALID_POLICY/)
  }
})

test('what the client has no business to know stays in the log', async (t) => {
  const lines: string[] = []
  const { pino } = await import('pino')
  const logger = pino({}, { write: (line: string) => void lines.push(line) })
  const { ask, mirror } = await stage(t, {}, { logger })
  await mirror.advanceTo(120)
  await mirror.store.db.schema.dropTable('attestations').execute()
  const { errors, data } = await ask(
    '{ attestations { edges { cursor } } status { indexedHeight } }',
  )
  t.deepEqual(data, { attestations: null, status: { indexedHeight: 120 } })
  t.is(errors.length, 1)
  t.like(errors[0], { path: ['attestations'], extensions: { code: 'INTERNAL_SERVER_ERROR' } })
  t.notRegex(JSON.stringify(errors), /no such table/)
  t.is(lines.filter((line) => line.includes('no such table')).length, 1)
})

test('lists through variables are counted by their lengths, each time anew', async (t) => {
  const { ask, near } = await stage(t)
  const query = `query ($ids: [AccountId!]!) { ${many(5, (i) => `a${i}: contracts(accountIds: $ids) { codeHash verdict(policy: {text: "anyone 1"}) { status missing } }`)} }`
  const ids = (n: number) => Array.from({ length: n }, (_, i) => `a${i}.near`)
  const code = async (n: number) => (await ask(query, { ids: ids(n) })).errors[0]?.extensions?.code
  t.is(await code(200), 'QUERY_TOO_COMPLEX')
  t.deepEqual(near.asked, [])
  t.not(await code(2), 'QUERY_TOO_COMPLEX')
  t.is(await code(200), 'QUERY_TOO_COMPLEX')
  const nodes = await ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
    ids: Array.from({ length: 10_000 }, () => 'x'),
  })
  t.like(nodes.errors[0], { extensions: { code: 'INVALID_ARGUMENT', argument: 'ids' } })
  t.is(nodes.errors.length, 1)
})

const LISTS = [
  'attestations',
  'builders',
  'operators',
  'policies',
  'sources',
  'recipes',
  'deployments',
  'conflicts',
  'equivocations',
]
const base64 = (text: string) => Buffer.from(text).toString('base64url')

test('forged cursors are refused by every list, by the name of their argument', async (t) => {
  const { ask } = await stage(t)
  const forged = [
    '',
    'nonsense',
    base64('seq:-1'),
    base64('seq:1e9'),
    base64('seq:99999999999999999999'),
    base64("name:' or 1=1 --"),
    base64('name:NO'),
    base64('at:a.near'),
    base64('at:a.near/x'),
    base64('__proto__:1'),
    '\u{1f600}',
    'A'.repeat(5_000),
  ]
  for (const list of LISTS) {
    for (const [argument, size] of [
      ['after', 'first'],
      ['before', 'last'],
    ]) {
      const query = `query ($c: String) { ${list}(${argument}: $c, ${size}: 1) { edges { cursor } } }`
      for (const c of forged) {
        const { errors } = await ask(query, { c })
        t.like(errors[0], { extensions: { code: 'INVALID_ARGUMENT', argument } }, `${list} ${c}`)
      }
    }
    const both = await ask(`{ ${list}(first: 1, last: 1) { edges { cursor } } }`)
    t.like(both.errors[0], { extensions: { code: 'INVALID_ARGUMENT', argument: 'last' } })
    for (const args of ['first: 0', 'first: 101', 'last: 0', 'last: 101', 'last: -1']) {
      const { errors } = await ask(`{ ${list}(${args}) { edges { cursor } } }`)
      t.like(errors[0], { extensions: { code: 'INVALID_ARGUMENT' } }, `${list}(${args})`)
    }
  }
})

const badFilters: [query: string, argument: string][] = [
  ['{ deployments(filter: {accountId: "NO"}) { edges { cursor } } }', 'filter.accountId'],
  ['{ deployments(filter: {codeHash: "x"}) { edges { cursor } } }', 'filter.codeHash'],
  [
    '{ deployments(filter: {globalAccountId: "NO"}) { edges { cursor } } }',
    'filter.globalAccountId',
  ],
  ['{ policies(filter: {owner: "NO"}) { edges { cursor } } }', 'filter.owner'],
  ['{ policies(filter: {digest: "x"}) { edges { cursor } } }', 'filter.digest'],
  ['{ publishedPolicy(policyId: "x") { version } }', 'policyId'],
  ['{ sources(filter: {repository: "a b"}) { edges { cursor } } }', 'filter.repository'],
  ['{ sources(filter: {commit: "abc"}) { edges { cursor } } }', 'filter.commit'],
  ['{ sources(filter: {commit: "zzzzzzzz"}) { edges { cursor } } }', 'filter.commit'],
  ['{ source(sourceId: "x") { path } }', 'sourceId'],
  ['{ recipes(filter: {sourceId: "x"}) { edges { cursor } } }', 'filter.sourceId'],
  [
    '{ recipes(filter: {environmentDigest: "x"}) { edges { cursor } } }',
    'filter.environmentDigest',
  ],
  ['{ builder(accountId: "NO") { built } }', 'accountId'],
  ['{ operator(accountId: "NO") { accountId } }', 'accountId'],
  ['{ conflicts(recipeId: "x") { edges { cursor } } }', 'recipeId'],
  ['{ equivocations(builder: "NO") { edges { cursor } } }', 'builder'],
]

test('arguments that cannot be are refused by their names', async (t) => {
  const { ask } = await stage(t)
  for (const [query, argument] of badFilters) {
    const { errors } = await ask(query)
    t.like(errors[0], { extensions: { code: 'INVALID_ARGUMENT', argument } }, query)
    t.true(errors[0]?.message.startsWith(`\`${argument}\``), errors[0]?.message)
  }
})

test('a subscription that asks for too much, or for two things, is refused', async (t) => {
  const { ask } = await stage(t)
  const dear = await ask(
    'subscription { attestations { recipe { attestations(first: 100) { edges { node { recipe { attestations(first: 100) { edges { node { seq } } } } } } } } } }',
  )
  t.like(dear.errors[0], { extensions: { code: 'QUERY_TOO_COMPLEX' } })
  const two = await ask('subscription { attestations { seq } events { seq } }')
  t.regex(two.errors[0]?.message ?? '', /only one top level field|must select only one/i)
})
