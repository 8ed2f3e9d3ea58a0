import test from 'ava'
import type { Policy } from '../../protocol/policy.ts'
import { readPolicyText } from '../../protocol/policy-text.ts'
import { HASH, judge, OTHER_HASH, open, statement, twoOfThree } from './evidence.ts'

test('nobody said anything: UNATTESTED, all are silent, two operators are missing', (t) => {
  const verdict = judge([])
  t.is(verdict.status, 'UNATTESTED')
  t.is(verdict.missing, 2)
  t.deepEqual(
    verdict.silent.map((s) => s.builder),
    ['acme.near', 'ci.acme.near', 'beta.near', 'gamma.near'],
  )
})

test('one of two operators: PARTIAL, one is missing', (t) => {
  const verdict = judge([statement('acme.near')])
  t.is(verdict.status, 'PARTIAL')
  t.is(verdict.missing, 1)
})

test('two operators with one source: VERIFIED', (t) => {
  const verdict = judge([statement('acme.near'), statement('beta.near')])
  t.is(verdict.status, 'VERIFIED')
  t.is(verdict.missing, 0)
  t.true(verdict.quorum.satisfied)
  t.deepEqual(
    verdict.quorum.members.map((m) => [m.name, m.satisfied]),
    [
      ['acme', true],
      ['beta', true],
      ['gamma', false],
    ],
  )
})

test('two builders of one operator count once', (t) => {
  const verdict = judge([statement('acme.near'), statement('ci.acme.near')])
  t.is(verdict.status, 'PARTIAL')
  t.is(verdict.supporting.length, 2)
  t.deepEqual(verdict.sources[0]?.operators, ['acme'])
})

test('supporters of two sources do not add up', (t) => {
  const verdict = judge([
    statement('acme.near'),
    statement('beta.near', HASH, { source_id: 'source-2', recipe_id: 'recipe-2' }),
  ])
  t.is(verdict.status, 'PARTIAL')
  t.is(verdict.sources.length, 2)
})

test('supporters of two recipes of one source do add up', (t) => {
  const verdict = judge([
    statement('acme.near'),
    statement('beta.near', HASH, { recipe_id: 'recipe-2' }),
  ])
  t.is(verdict.status, 'VERIFIED')
})

test('one dissenter disputes, whatever the quorum says', (t) => {
  const verdict = judge([
    statement('acme.near'),
    statement('beta.near'),
    statement('gamma.near', OTHER_HASH),
  ])
  t.is(verdict.status, 'DISPUTED')
  t.deepEqual(
    verdict.dissenting.map((p) => [p.operator, p.code_hash]),
    [['gamma', OTHER_HASH]],
  )
})

test('dissent that the policy tolerates does not dispute', (t) => {
  const tolerant: Policy = { ...twoOfThree, max_dissent: 1 }
  const evidence = [
    statement('acme.near'),
    statement('beta.near'),
    statement('gamma.near', OTHER_HASH),
  ]
  t.is(judge(evidence, tolerant).status, 'VERIFIED')
})

test('another hash on a recipe that nobody supports is no dissent', (t) => {
  const verdict = judge([
    statement('acme.near'),
    statement('gamma.near', OTHER_HASH, { recipe_id: 'recipe-2' }),
  ])
  t.is(verdict.status, 'PARTIAL')
  t.deepEqual(verdict.dissenting, [])
})

test('a failed build is neither support nor dissent', (t) => {
  const verdict = judge([statement('acme.near'), statement('beta.near', null)])
  t.is(verdict.status, 'PARTIAL')
  t.deepEqual(
    verdict.failed.map((p) => p.operator),
    ['beta'],
  )
  t.deepEqual(
    verdict.silent.map((s) => s.builder),
    ['ci.acme.near', 'gamma.near'],
  )
})

test('a later statement replaces an earlier one, and two hashes are an equivocation', (t) => {
  const wrong = statement('acme.near', OTHER_HASH)
  const verdict = judge([statement('acme.near'), wrong, statement('beta.near')])
  t.is(verdict.status, 'VERIFIED', 'the order of rows does not matter, the number does')
  t.deepEqual(verdict.equivocations, [
    { operator: 'acme', builder: 'acme.near', recipe_id: 'recipe-1' },
  ])
  const relapsed = judge([
    statement('acme.near'),
    statement('acme.near', OTHER_HASH),
    statement('beta.near'),
  ])
  t.is(relapsed.status, 'DISPUTED')
  t.is(relapsed.equivocations.length, 1)
})

test('each reason to ignore an attestation is given', (t) => {
  const strict: Policy = { ...twoOfThree, max_age: 30, network: ['none', 'fetch_then_none'] }
  const verdict = judge(
    [
      statement('stranger.near', OTHER_HASH),
      statement('acme.near', HASH, { daysOld: 31 }),
      statement('beta.near', HASH, { network: 'online' }),
      statement('gamma.near', HASH, { withdrawn: true }),
    ],
    strict,
  )
  t.is(verdict.status, 'UNATTESTED')
  t.deepEqual(
    verdict.ignored.map((i) => [i.builder, i.reason]),
    [
      ['stranger.near', 'NOT_IN_POLICY'],
      ['acme.near', 'TOO_OLD'],
      ['beta.near', 'NETWORK'],
      ['gamma.near', 'WITHDRAWN'],
    ],
  )
})

test('an attestation of exactly the greatest age still counts', (t) => {
  const policy: Policy = { ...twoOfThree, max_age: 30 }
  t.is(judge([statement('acme.near', HASH, { daysOld: 30 })], policy).status, 'PARTIAL')
})

test('too few distinct environments keep a satisfied quorum from VERIFIED', (t) => {
  const policy: Policy = { ...twoOfThree, min_environments: 2 }
  const same = judge([statement('acme.near'), statement('beta.near')], policy)
  t.is(same.status, 'PARTIAL')
  t.is(same.missing, 0)
  t.is(same.missing_environments, 1)
  const other = statement('beta.near', HASH, {
    recipe_id: 'recipe-2',
    environment: 'f'.repeat(64),
  })
  t.is(judge([statement('acme.near'), other], policy).status, 'VERIFIED')
})

test('groups of groups count what is missing the cheapest way', (t) => {
  const policy = readPolicyText(`
    operator a a.near
    operator b b.near
    operator c c.near
    operator d d.near
    operator e e.near
    group auditors all a b c
    group studios  any d e
    group both     2 auditors studios
    quorum both
  `)
  t.is(judge([], policy).missing, 4)
  t.is(judge([statement('a.near'), statement('d.near')], policy).missing, 2)
  const all = ['a', 'b', 'c', 'e'].map((name) => statement(`${name}.near`))
  t.is(judge(all, policy).status, 'VERIFIED')
})

test('an open policy counts distinct roots, and says that it is open', (t) => {
  const verdict = judge(
    [statement('a.x.near'), statement('b.x.near'), statement('y.near')],
    open(2),
  )
  t.is(verdict.status, 'VERIFIED')
  t.true(verdict.open)
  t.deepEqual(verdict.sources[0]?.operators, ['x.near', 'y.near'])
  t.is(judge([statement('a.x.near'), statement('b.x.near')], open(2)).status, 'PARTIAL')
})

test('an open policy merges accounts by the operator that they declare', (t) => {
  const declared_operators = new Map([
    ['y.near', 'x.near'],
    ['constructor', 'x.near'],
  ])
  const verdict = judge(
    [statement('x.near'), statement('ci.y.near'), statement('constructor')],
    open(2),
    { declared_operators },
  )
  t.is(verdict.status, 'PARTIAL')
  t.deepEqual(verdict.sources[0]?.operators, ['x.near'])
})

test("an open policy leaves the account's own root out", (t) => {
  const verdict = judge([statement('dev.dapp.near'), statement('y.near')], open(2), {
    account_id: 'v2.dapp.near',
  })
  t.is(verdict.status, 'PARTIAL')
  t.deepEqual(
    verdict.ignored.map((i) => i.reason),
    ['SUBJECT_ITSELF'],
  )
})

test("a stranger's dissent is shown under an open policy and decides nothing", (t) => {
  const verdict = judge(
    [statement('x.near'), statement('y.near'), statement('z.near', OTHER_HASH)],
    open(2),
  )
  t.is(verdict.status, 'VERIFIED')
  t.is(verdict.dissenting.length, 1)
})

test('a failed statement that the registry marks as equivocating is shown as such', (t) => {
  const verdict = judge([statement('acme.near', null, { equivocated: true })])
  t.deepEqual(verdict.equivocations, [
    { operator: 'acme', builder: 'acme.near', recipe_id: 'recipe-1' },
  ])
})
