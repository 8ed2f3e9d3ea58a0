import test from 'ava'
import { stage } from '../ask.ts'
import { hashOf } from '../mirror.ts'

const HASH = hashOf('code')

const bad: [query: string, argument: string][] = [
  ['{ contract(accountId: "No Account") { codeHash } }', 'accountId'],
  ['{ contract(accountId: "") { codeHash } }', 'accountId'],
  [`{ contract(accountId: "${'a'.repeat(65)}") { codeHash } }`, 'accountId'],
  ['{ code(hash: "abc") { hash } }', 'hash'],
  [`{ code(hash: "${HASH}1") { hash } }`, 'hash'],
  ['{ code(hash: "0OIl") { hash } }', 'hash'],
  ['{ recipe(id: "x") { id } }', 'id'],
  ['{ attestation(seq: -1) { seq } }', 'seq'],
  ['{ attestations(first: 0) { edges { cursor } } }', 'first'],
  ['{ attestations(first: 101) { edges { cursor } } }', 'first'],
  ['{ attestations(first: -5) { edges { cursor } } }', 'first'],
  ['{ attestations(after: "nonsense") { edges { cursor } } }', 'after'],
  ['{ attestations(after: "") { edges { cursor } } }', 'after'],
  ['{ attestations(filter: {builder: "NO"}) { edges { cursor } } }', 'filter.builder'],
  ['{ attestations(filter: {recipeId: "x"}) { edges { cursor } } }', 'filter.recipeId'],
  ['{ attestations(filter: {codeHash: "x"}) { edges { cursor } } }', 'filter.codeHash'],
]

for (const [query, argument] of bad) {
  test(`${query.slice(0, 70)} is refused by the name of its argument`, async (t) => {
    const { ask, near } = await stage(t)
    const { status, errors } = await ask(query)
    t.is(status, 200)
    t.is(errors.length, 1)
    t.like(errors[0], { extensions: { code: 'INVALID_ARGUMENT', argument } })
    t.true(errors[0]?.message.startsWith(`\`${argument}\` must`), errors[0]?.message)
    t.deepEqual(near.asked, [])
  })
}

const badPolicies: [what: string, policy: unknown, field: string][] = [
  ['an unknown keyword', { text: 'operator a a.near\nquorom a' }, 'line 2'],
  ['a bad number', { text: 'anyone many' }, 'policy.anyone'],
  ['no quorum', { text: 'operator a a.near' }, 'policy.quorum'],
  ['an empty text', { text: '' }, 'policy.operators'],
  ['a bad account', { text: 'operator a A!\nquorum a' }, 'policy.operators[0].accounts[0]'],
  ['a text that never ends', { text: '#'.repeat(16_385) }, 'policy'],
  ['JSON that is no object', { json: 7 }, 'policy'],
  ['JSON with a strange field', { json: { anyone: 2, sometimes: true } }, 'policy.sometimes'],
  [
    'an unknown member',
    { json: { operators: [{ name: 'a', accounts: ['a.near'] }], quorum: 'b' } },
    'policy.quorum',
  ],
]

for (const [what, policy, field] of badPolicies) {
  test(`a policy with ${what} is refused by its field or line`, async (t) => {
    const { ask } = await stage(t, { 'dapp.near': HASH })
    for (const query of [
      'query ($policy: PolicyInput!) { policy(policy: $policy) { digest } }',
      'query ($policy: PolicyInput!) { contract(accountId: "dapp.near") { verdict(policy: $policy) { status } } }',
      `query ($policy: PolicyInput!) { code(hash: "${HASH}") { verdict(policy: $policy) { status } } }`,
    ]) {
      const { errors } = await ask(query, { policy })
      t.is(errors.length, 1)
      t.like(errors[0], { extensions: { code: 'INVALID_POLICY', field } })
      t.true(errors[0]?.message.startsWith(`\`${field}\``), errors[0]?.message)
    }
  })
}

test('a policy is read in both forms, with one digest and its defaults written out', async (t) => {
  const { ask } = await stage(t)
  const query =
    'query ($policy: PolicyInput!) { policy(policy: $policy) { digest open text json } }'
  const text = await ask(query, { policy: { text: 'operator a a.near # ours\nquorum a' } })
  const json = { operators: [{ name: 'a', accounts: ['a.near'] }], quorum: 'a' }
  t.like(text.data.policy, {
    open: false,
    text: 'operator a a.near\nquorum a\n',
    json: { ...json, max_age: null, max_dissent: 0, min_environments: 1 },
  })
  t.deepEqual((await ask(query, { policy: { json } })).data, text.data)
  t.like((await ask(query, { policy: { text: 'anyone 3' } })).data.policy, { open: true })
})

const badInputs: [string, unknown, RegExp][] = [
  ['neither form', {}, /Exactly one key/],
  ['both forms', { text: 'anyone 1', json: { anyone: 1 } }, /Exactly one key/],
  ['null', { text: null }, /"text" must be non-null/],
  ['a text that is a number', { text: 5 }, /non string value: 5/],
]

for (const [what, policy, message] of badInputs) {
  test(`a policy input with ${what} is refused by GraphQL`, async (t) => {
    const { ask } = await stage(t)
    const query = 'query ($policy: PolicyInput!) { policy(policy: $policy) { digest } }'
    const { errors } = await ask(query, { policy })
    t.is(errors.length, 1)
    t.regex(errors[0]?.message ?? '', message)
  })
}
