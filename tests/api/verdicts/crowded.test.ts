import { fc, testProp } from '@fast-check/ava'
import test from 'ava'
import { createMirror } from '../../../api/mirror/mirror.ts'
import { createKnowledge } from '../../../api/verdicts/knowledge.ts'
import { type ApiVerdict, createVerdicts } from '../../../api/verdicts/verdicts.ts'
import { policyDigest, readPolicy } from '../../../protocol/policy.ts'
import { portableHasher } from '../../../protocol/portable-hasher.ts'
import { readCursor } from '../../../store/index.ts'
import { stage } from '../ask.ts'
import { createTestMirror, type Deed, hashOf, recipeOf, type TestMirror } from '../mirror.ts'

// Codes on which more was written than a verdict reads.

const CODE = hashOf('code')
const BUILDERS = ['a.near', 'b.near', 'c.near', 'd.near', 'stranger.near', 'x.stranger.near']

const deed = fc.oneof(
  fc.record({
    attest: fc.constantFrom(...BUILDERS),
    recipe: fc.constantFrom('one', 'two', 'three').map((name) => recipeOf(name)),
    got: fc.constantFrom(CODE, CODE, hashOf('other'), null),
  }),
  fc.record({
    withdraw: fc.constantFrom(...BUILDERS),
    recipe: fc.constantFrom('one', 'two', 'three').map((name) => recipeOf(name)),
  }),
)

const policy = fc
  .record({
    k: fc.integer({ min: 1, max: 3 }),
    dissent: fc.nat(1),
    environments: fc.integer({ min: 1, max: 2 }),
  })
  .map(({ k, dissent, environments }) =>
    readPolicy({
      operators: ['a', 'b', 'c', 'd'].map((name) => ({ name, accounts: [`${name}.near`] })),
      groups: [{ name: 'q', k, members: ['a', 'b', 'c'] }],
      quorum: 'q',
      max_dissent: dissent,
      min_environments: environments,
    }),
  )

/** Judges from what little is read of a code with too much on it, and from all there is. */
function judging(mirror: TestMirror) {
  const clock = { now: () => 0 }
  const of = (most: number) => {
    const source = createMirror({ source: mirror.store, clock })
    return createVerdicts({ mirror: source, knowledge: createKnowledge({ mirror: source, most }) })
  }
  return { little: of(0), all: of(1_000_000) }
}

/** What follows from those whom a policy names. */
function decided({ status, supporting, dissenting, failed, sources, quorum, ...rest }: ApiVerdict) {
  const { missing, missing_environments } = rest
  return { status, supporting, dissenting, failed, sources, quorum, missing, missing_environments }
}

/** Withdrawals of what is not there cannot happen. */
function possible(deeds: readonly Deed[]): Deed[] {
  const live = new Set<string>()
  return deeds.filter((one) => {
    if ('attest' in one) live.add(`${one.attest} ${one.recipe.source_code_snapshot}`)
    return !('withdraw' in one) || live.delete(`${one.withdraw} ${one.recipe.source_code_snapshot}`)
  })
}

testProp(
  'what those say whom a policy names decides as much as all that was ever written',
  [fc.array(deed, { minLength: 1, maxLength: 25 }), policy],
  async (t, deeds, policy) => {
    const mirror = await createTestMirror()
    for (const one of possible(deeds)) await mirror.record(one)
    if ((await readCursor(mirror.store.db)) === undefined) await mirror.advanceTo(200)
    const { little, all } = judging(mirror)
    const read = { policy, digest: policyDigest(policy, portableHasher) }
    const whole = await all.onCode(read, CODE)
    const part = await little.onCode(read, CODE)
    t.deepEqual(decided(part), decided(whole))
    t.true(whole.complete)
    await mirror.store.close()
  },
  { numRuns: 150 },
)

testProp(
  'under an open policy nothing counts that is no longer in force',
  [fc.array(deed, { minLength: 1, maxLength: 25 }), fc.integer({ min: 1, max: 4 })],
  async (t, deeds, anyone) => {
    const mirror = await createTestMirror()
    for (const one of possible(deeds)) await mirror.record(one)
    if ((await readCursor(mirror.store.db)) === undefined) await mirror.advanceTo(200)
    const { little, all } = judging(mirror)
    const policy = readPolicy({ anyone })
    const read = { policy, digest: policyDigest(policy, portableHasher) }
    const whole = await all.onCode(read, CODE)
    const part = await little.onCode(read, CODE)
    t.deepEqual([part.status, part.supporting], [whole.status, whole.supporting])
    await mirror.store.close()
  },
  { numRuns: 100 },
)

test('a crowd of strangers changes no verdict, costs no more than a part of itself, and is told', async (t) => {
  const all = await stage(t)
  const recipe = recipeOf('one')
  await all.mirror.record(
    { attest: 'a.near', recipe, got: CODE },
    { attest: 'b.near', recipe, got: CODE },
  )
  const query = `{ code(hash: "${CODE}") { verdict(policy: { text: "operator a a.near\\noperator b b.near\\noperator c c.near\\ngroup q all a b\\nquorum q" }) {
    status complete supporting { builder } dissenting { builder } silent { builder } counts { ignored } } } }`
  const judged = async () => {
    all.clock.ms += 1_000
    const { data, errors } = await all.ask(query)
    t.deepEqual(errors, [])
    return (data.code as { verdict: Record<string, unknown> }).verdict
  }
  const alone = await judged()
  t.like(alone, { status: 'VERIFIED', complete: true, counts: { ignored: 0 } })

  const crowd = Array.from({ length: 2_500 }, (_, i): Deed => {
    const got = i % 3 === 0 ? CODE : i % 3 === 1 ? hashOf('other') : null
    return { attest: `s${i}.near`, recipe, got }
  })
  await all.mirror.record(...crowd)
  const crowded = await judged()
  t.like(crowded, {
    status: 'VERIFIED',
    complete: false,
    supporting: alone.supporting,
    dissenting: [],
    silent: [{ builder: 'c.near' }],
  })
  const { ignored } = crowded.counts as { ignored: number }
  t.true(ignored > 100 && ignored <= 1_000, `${ignored} of them are told`)

  await all.mirror.record({ attest: 'c.near', recipe, got: hashOf('other') })
  t.like(await judged(), { status: 'DISPUTED', dissenting: [{ builder: 'c.near' }] })
})
