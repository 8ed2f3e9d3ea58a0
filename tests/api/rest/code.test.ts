import test from 'ava'
import { NO_POLICY } from '../../../api/rest/code-routes.ts'
import { SEEN_AT } from '../../chain/answers.ts'
import { hashOf, idOf } from '../mirror.ts'
import { get } from './get.ts'
import { attested, BOTH, DAPP, GOOD, OTHER } from './stage.ts'

const BOTH_TEXT = `policyText=${encodeURIComponent(BOTH)}`

test('an account tells what it runs and what is known of it, and why there is no verdict', async (t) => {
  const { status, headers, json } = await get(await attested(t), '/v1/contracts/dapp.near')
  t.is(status, 200)
  t.is(headers.get('content-type'), 'application/json; charset=utf-8')
  const { code, ...rest } = json
  t.deepEqual(rest, {
    accountId: 'dapp.near',
    codeHash: GOOD,
    codeSource: 'LOCAL',
    globalAccountId: null,
    blockHeight: SEEN_AT.block_height,
    blockHash: SEEN_AT.block_hash,
    verdict: null,
    hint: NO_POLICY,
  })
  t.like(code, {
    hash: GOOD,
    attestations: { matching: 3, builders: 3, differing: 1, failed: 1 },
    recipes: [
      { recipeId: idOf(DAPP), matching: 2, source: { repository: 'https://example.org/dapp' } },
      { recipeId: idOf(OTHER), matching: 1, source: { repository: 'https://example.org/other' } },
    ],
  })
})

test('the same is known by code hash, without asking NEAR', async (t) => {
  const all = await attested(t)
  const { json } = await get(all, `/v1/code/${GOOD}`)
  t.like(json, {
    hash: GOOD,
    attestations: { matching: 3, builders: 3, differing: 1, failed: 1 },
    verdict: null,
  })
  t.deepEqual(all.near.asked, [])
})

test('code that nobody has attested has zeroes', async (t) => {
  const { status, json } = await get(await attested(t), `/v1/code/${hashOf('new')}`)
  t.is(status, 200)
  t.like(json, { attestations: { matching: 0, builders: 0, differing: 0, failed: 0 } })
  t.deepEqual(json.recipes, [])
})

const verdicts: [what: string, path: string, status: string][] = [
  ['a policy in text', `/v1/contracts/dapp.near?${BOTH_TEXT}%0Amax_dissent%201`, 'VERIFIED'],
  ['a policy on chain', '/v1/contracts/dapp.near?policy=acme.near/main', 'VERIFIED'],
  ['anybody', '/v1/contracts/dapp.near?anyone=2', 'VERIFIED'],
  ['more of anybody', '/v1/contracts/dapp.near?anyone=3', 'PARTIAL'],
  ['a code hash', `/v1/code/${GOOD}?policy=acme.near/main`, 'VERIFIED'],
  ['new code', '/v1/contracts/new.near?anyone=1', 'UNATTESTED'],
  ['no code', '/v1/contracts/empty.near?anyone=1', 'NO_CODE'],
  ['no account', '/v1/contracts/nobody.near?anyone=1', 'UNKNOWN_ACCOUNT'],
]

for (const [what, path, status] of verdicts) {
  test(`the verdict of ${what} is ${status}`, async (t) => {
    const { status: code, json } = await get(await attested(t), path)
    t.is(code, 200, JSON.stringify(json))
    t.like(json.verdict, { status })
    t.false('hint' in json)
  })
}

test('a verdict comes with its reasons, in the words of the GraphQL schema', async (t) => {
  const all = await attested(t)
  const named = await get(all, `/v1/contracts/dapp.near?${BOTH_TEXT}`)
  t.like(named.json.verdict, {
    status: 'VERIFIED',
    open: false,
    missing: 0,
    counts: { supporting: 2, dissenting: 0, ignored: 4 },
    supporting: [
      { operator: 'acme', builder: 'acme.near', recipeId: idOf(DAPP) },
      { operator: 'beta', builder: 'beta.near', recipeId: idOf(DAPP) },
    ],
    equivocations: [{ operator: 'acme', builder: 'acme.near' }],
    asOf: { blockHeight: 120, seq: 9 },
  })
})

test('fields are chosen and left out by their paths', async (t) => {
  const all = await attested(t)
  const path = '/v1/contracts/dapp.near?anyone=1'
  const chosen = await get(all, `${path}&fields=verdict.status,codeHash,verdict.supporting.builder`)
  t.deepEqual(chosen.json, {
    codeHash: GOOD,
    verdict: {
      status: 'VERIFIED',
      supporting: [{ builder: 'acme.near' }, { builder: 'beta.near' }, { builder: 'epsilon.near' }],
    },
  })
  const left = await get(all, `${path}&fields=code,accountId&omit=code.recipes,code.attestations`)
  t.deepEqual(left.json, { accountId: 'dapp.near', code: { hash: GOOD } })
  const omitted = await get(all, `${path}&omit=verdict,code,blockHeight,blockHash`)
  t.deepEqual(omitted.json, {
    accountId: 'dapp.near',
    codeHash: GOOD,
    codeSource: 'LOCAL',
    globalAccountId: null,
  })
  const nothing = await get(all, `/v1/code/${GOOD}?fields=hash&omit=hash`)
  t.deepEqual(nothing.json, {})
  const some = await get(all, `/v1/code/${GOOD}?fields=attestations.matching`)
  t.deepEqual(some.json, { attestations: { matching: 3 } })
})

test('without a policy, a field of the verdict is an error, not null', async (t) => {
  const all = await attested(t)
  const { status, json } = await get(all, '/v1/contracts/dapp.near?fields=verdict.status')
  t.is(status, 400)
  t.like(json, { error: { code: 'INVALID_ARGUMENT', argument: 'fields' } })
})

test('what has not been asked for is not worked out', async (t) => {
  const all = await attested(t)
  await all.mirror.store.db.schema.dropTable('attestations').execute()
  const { status, json } = await get(all, '/v1/contracts/dapp.near?fields=codeHash')
  t.is(status, 200)
  t.deepEqual(json, { codeHash: GOOD })
})

const refused: [what: string, path: string, status: number, error: object][] = [
  ['an account', '/v1/contracts/Dapp.near', 400, { code: 'INVALID_ARGUMENT', argument: 'account' }],
  ['a hash', '/v1/code/0', 400, { code: 'INVALID_ARGUMENT', argument: 'hash' }],
  ['a policy text', '/v1/contracts/dapp.near?policyText=x', 400, { code: 'INVALID_POLICY' }],
  ['a policy id', '/v1/contracts/dapp.near?policy=x', 400, { code: 'INVALID_POLICY' }],
  ['anyone', '/v1/code/x?anyone=0', 400, { code: 'INVALID_ARGUMENT' }],
  ['anyone past its limit', `/v1/code/${GOOD}?anyone=65`, 400, { code: 'INVALID_POLICY' }],
  [
    'a policy that is not there',
    '/v1/contracts/dapp.near?policy=acme.near/other',
    404,
    { code: 'UNKNOWN_POLICY', id: 'acme.near/other' },
  ],
  [
    'two policies',
    '/v1/contracts/dapp.near?policy=acme.near/main&anyone=1',
    400,
    { code: 'INVALID_ARGUMENT', argument: 'policy' },
  ],
  [
    'a policy twice',
    '/v1/contracts/dapp.near?anyone=1&anyone=2',
    400,
    { code: 'INVALID_ARGUMENT', argument: 'anyone' },
  ],
  [
    'a parameter with a slip',
    '/v1/contracts/dapp.near?polcy=acme.near/main',
    400,
    { code: 'INVALID_ARGUMENT', argument: 'polcy' },
  ],
]

for (const [what, path, status, error] of refused) {
  test(`${what} that cannot be is refused with ${status}`, async (t) => {
    const got = await get(await attested(t), path)
    t.is(got.status, status)
    t.like(got.json.error, error)
    t.is(got.headers.get('cache-control'), 'no-store')
  })
}

test('while NEAR is away, accounts give 502 and code hashes an answer', async (t) => {
  const all = await attested(t)
  all.near.broken.reply = { status: 503, body: '' }
  const account = await get(all, '/v1/contracts/dapp.near?anyone=1')
  t.is(account.status, 502)
  t.like(account.json.error, { code: 'SERVER_ERROR', retryable: true })
  t.is(account.headers.get('retry-after'), '1')
  t.is((await get(all, `/v1/code/${GOOD}?anyone=1`)).status, 200)
})
