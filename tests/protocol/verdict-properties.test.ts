import { testProp } from '@fast-check/ava'
import fc from 'fast-check'
import type { NetworkMode } from '../../protocol/attestation.ts'
import type { Evidence } from '../../protocol/evidence.ts'
import type { Policy } from '../../protocol/policy.ts'
import { HASH, judge, OTHER_HASH, open, statement, twoOfThree } from './evidence.ts'

const members = ['acme.near', 'ci.acme.near', 'beta.near', 'gamma.near']
const strangers = ['stranger.near', 'a.stranger.near', 'constructor', '0x'.padEnd(42, 'a')]

const recipes = ['recipe-1', 'recipe-2', 'recipe-3']

/** A recipe's source and environment: the first two build one source in two images. */
const factsOf = (recipe: string) => ({
  source_id: recipe === 'recipe-3' ? 'source-2' : 'source-1',
  environment: (recipe === 'recipe-2' ? 'f' : 'e').repeat(64),
})

const evidenceOf = (builders: readonly string[]) =>
  fc
    .array(
      fc.record({
        builder: fc.constantFrom(...builders),
        hash: fc.constantFrom(HASH, OTHER_HASH, null),
        recipe_id: fc.constantFrom(...recipes),
        network: fc.constantFrom('none' as const, 'fetch_then_none' as const, 'online' as const),
        daysOld: fc.nat(60),
        withdrawn: fc.boolean(),
      }),
      { maxLength: 8 },
    )
    .map((list) =>
      list.map(({ builder, hash, ...more }) =>
        statement(builder, hash, { ...more, ...factsOf(more.recipe_id) }),
      ),
    )

const anyone = evidenceOf([...members, ...strangers])
const policies = fc
  .record({
    max_age: fc.constantFrom(null, 30),
    min_environments: fc.constantFrom(1, 2),
    max_dissent: fc.nat(2),
    network: fc.constantFrom<NetworkMode[]>(['none', 'fetch_then_none', 'online'], ['none']),
  })
  .map((conditions): Policy => ({ ...twoOfThree, ...conditions }))
const openPolicies = fc.integer({ min: 1, max: 4 }).map((n) => open(n))
const anyPolicy = fc.oneof(policies, openPolicies)

const RANK = { UNATTESTED: 0, PARTIAL: 1, VERIFIED: 2, DISPUTED: -1 }

/** A supporting statement that every policy here finds eligible, later than all others, on a recipe of its own. */
const supporterOn = (builder: string, recipe: string): Evidence =>
  statement(builder, HASH, {
    recipe_id: recipe,
    network: 'none',
    ...factsOf(recipe),
    daysOld: 0,
  })

testProp(
  'the order of the evidence changes nothing',
  [anyone, anyPolicy, fc.infiniteStream(fc.nat())],
  (t, evidence, policy, random) => {
    const keyed = evidence.map((e) => [random.next().value as number, e] as const)
    const shuffled = keyed.sort((a, b) => a[0] - b[0]).map(([, e]) => e)
    t.deepEqual(judge(shuffled, policy), judge(evidence, policy))
  },
)

testProp(
  'an attestation from outside the policy changes nothing but `ignored` and `equivocations`',
  [evidenceOf(members), evidenceOf(strangers), policies],
  (t, inside, outside, policy) => {
    const { ignored: _1, equivocations: _2, ...without } = judge(inside, policy)
    const {
      ignored: _3,
      equivocations: _4,
      ...withOutside
    } = judge([...inside, ...outside], policy)
    t.deepEqual(withOutside, without)
  },
)

testProp('no operator is counted twice', [anyone, anyPolicy], (t, evidence, policy) => {
  for (const source of judge(evidence, policy).sources) {
    t.is(new Set(source.operators).size, source.operators.length)
  }
  const acme = judge(
    evidence.filter((e) => e.builder.endsWith('acme.near')),
    policy,
  )
  t.not(acme.status, 'anyone' in policy && policy.anyone === 1 ? 'DISPUTED' : 'VERIFIED')
})

testProp(
  'another supporter of a recipe that has supporters never makes the status worse',
  [evidenceOf(members), fc.constantFrom(...members), policies],
  (t, evidence, builder, policy) => {
    const before = judge(evidence, policy)
    const recipe = before.supporting[0]?.recipe_id ?? 'none'
    fc.pre(before.supporting.length > 0 && before.status !== 'DISPUTED')
    // A builder that had supported before would only replace its own statement.
    const after = judge([...evidence, supporterOn(builder, recipe)], policy)
    t.true(RANK[after.status] >= RANK[before.status], `${before.status} became ${after.status}`)
  },
)

testProp(
  'another supporter never turns VERIFIED into PARTIAL or UNATTESTED, under any policy',
  [anyone, fc.constantFrom(...members, ...strangers), fc.constantFrom(...recipes), anyPolicy],
  (t, evidence, builder, recipe, policy) => {
    fc.pre(judge(evidence, policy).status === 'VERIFIED')
    const after = judge([...evidence, supporterOn(builder, recipe)], policy).status
    t.true(after === 'VERIFIED' || after === 'DISPUTED', after)
  },
)

testProp(
  'a dissenter never helps',
  [anyone, fc.constantFrom(...members), policies],
  (t, evidence, builder, policy) => {
    const dissent = statement(builder, OTHER_HASH, { network: 'none', daysOld: 0 })
    const before = judge(evidence, policy)
    const after = judge([...evidence, dissent], policy)
    if (after.status === 'VERIFIED') {
      t.true(before.status === 'VERIFIED' || before.dissenting.some((p) => p.builder === builder))
    }
    t.true(after.supporting.length <= before.supporting.length)
  },
)

testProp(
  'under an open policy a stranger that dissents decides nothing',
  [anyone, openPolicies],
  (t, evidence, policy) => {
    const newcomer = statement('newcomer.tg', OTHER_HASH)
    const before = judge(evidence, policy)
    const after = judge([...evidence, newcomer], policy)
    t.is(after.status, before.status)
    t.deepEqual(after.supporting, before.supporting)
    t.not(after.status, 'DISPUTED')
  },
)

testProp(
  'VERIFIED means that nothing is missing, and PARTIAL that something is',
  [anyone, anyPolicy],
  (t, evidence, policy) => {
    const { status, missing, missing_environments, supporting } = judge(evidence, policy)
    if (status === 'VERIFIED') t.is(missing + missing_environments, 0)
    if (status === 'PARTIAL') t.true(missing + missing_environments > 0)
    t.is(status === 'UNATTESTED' && supporting.length > 0, false)
  },
)
