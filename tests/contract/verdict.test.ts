import test from 'ava'
import { policyDigest, readPolicy } from '../../protocol/policy.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import type { Verdict } from '../../protocol/verdict.ts'
import { buildRegistry, createRegistry, type TestRegistry } from './registry.ts'
import {
  built,
  DEPOSIT,
  failed,
  HASH,
  OTHER_HASH,
  otherRecipe,
  otherRecipeId,
  recipeId,
} from './statements.ts'

let code: Uint8Array
let registry: TestRegistry
test.before(async () => {
  code = (await buildRegistry()).wasm
})
test.beforeEach(() => {
  registry = createRegistry(code)
  registry.call('set_policy', { name: 'two', policy: twoOfThree }, { as: 'dao.near', ...rich })
})
const serial = test.serial

const rich = { deposit: 20n * DEPOSIT }
const twoOfThree = {
  operators: [
    { name: 'acme', accounts: ['acme.near', 'ci.acme.near'] },
    { name: 'beta', accounts: ['beta.near'] },
    { name: 'gamma', accounts: ['gamma.near'] },
  ],
  groups: [{ name: 'majority', k: 2, members: ['acme', 'beta', 'gamma'] }],
  quorum: 'majority',
}
const UNKNOWN = '4vJ9JU1bJJE96FWSJKvHsmmFADCg4gpZQff4P3bkLKi'

const named = { policy_id: 'dao.near/two', code_hash: HASH, recipe_ids: [recipeId, otherRecipeId] }
const attest = (as: string, more: object = {}) =>
  registry.call('attest', { ...built, ...more }, { as, ...rich })
const ask = (args: object = named) => registry.call('verdict', args, { view: true })
const verdict = (args: object = named) => ask(args).value as Verdict
const require = (args: object = named) =>
  registry.call('require_verified', args, { as: 'dao.near' })

serial('two operators make it VERIFIED, as of this block and event', (t) => {
  attest('acme.near')
  attest('ci.acme.near')
  t.is(verdict().status, 'PARTIAL', 'two accounts of one operator are one')
  attest('gamma.near', { recipe: otherRecipe })
  t.is(verdict().status, 'PARTIAL', 'two sources do not add up')
  attest('gamma.near')
  const answer = verdict()
  t.like(answer, { status: 'VERIFIED', open: false, missing: 0, code_hash: HASH })
  t.deepEqual(
    answer.silent.map(({ builder }) => builder),
    ['beta.near'],
  )
  const head = registry.call('get_head', {}, { view: true }).value as { head: string }
  t.like(answer.as_of, { block_hash: null, seq: 5, head: head.head })
  t.is(answer.as_of.block_height, 108)
  t.is(answer.policy_digest, policyDigest(readPolicy(twoOfThree), portableHasher))
})

serial('a policy given in full is answered as the one under its name', (t) => {
  attest('acme.near')
  attest('beta.near', { code_hash: OTHER_HASH })
  const { policy_id: _, ...rest } = named
  const { as_of: _1, ...given } = verdict({ ...rest, policy: twoOfThree })
  const { as_of: _2, ...byName } = verdict()
  t.deepEqual(given, byName)
  t.is(byName.status, 'DISPUTED')
})

serial('require_verified passes exactly when the verdict is VERIFIED', (t) => {
  attest('acme.near')
  attest('beta.near')
  const { value, logs } = require()
  t.deepEqual(value, { status: 'VERIFIED', policy_digest: verdict().policy_digest })
  t.deepEqual(logs, [])
})

serial('require_verified says in a sentence what is missing', (t) => {
  const sentences: string[] = []
  const collect = (args?: object) => sentences.push(require(args).panic ?? 'it passed')
  collect()
  attest('acme.near')
  collect()
  attest('gamma.near', failed)
  collect()
  attest('gamma.near', { code_hash: OTHER_HASH })
  attest('beta.near')
  collect()
  const { policy_id: _, ...rest } = named
  const policy = { ...twoOfThree, max_dissent: 1, min_environments: 2 }
  collect({ ...rest, policy })
  collect({ ...named, policy_id: 'dao.near/none' })
  t.deepEqual(sentences, [
    `NOT_VERIFIED: UNATTESTED. ${HASH} has no supporting attestation on these recipes.`,
    `NOT_VERIFIED: PARTIAL. ${HASH} is supported by 1 operator of one source, and the policy asks for 1 more operator.`,
    `NOT_VERIFIED: PARTIAL. ${HASH} is supported by 1 operator of one source, and the policy asks for 1 more operator.`,
    `NOT_VERIFIED: DISPUTED. ${HASH} is disputed: gamma.near got other bytes from the same recipe.`,
    `NOT_VERIFIED: PARTIAL. ${HASH} is supported by 2 operators of one source, and the policy asks for 1 more environment.`,
    'NOT_VERIFIED: UNKNOWN_POLICY. There is no policy dao.near/none.',
  ])
})

serial('a dispute names three dissenters and counts the others', (t) => {
  const accounts = ['a.near', 'b.near', 'c.near', 'd.near', 'e.near', 'f.near']
  const operators = accounts.map((account) => ({ name: account, accounts: [account] }))
  const { policy_id: _, ...rest } = named
  for (const account of accounts) {
    for (const on of [{}, { recipe: otherRecipe }]) {
      attest(account, { ...on, code_hash: account === 'a.near' ? HASH : OTHER_HASH })
    }
  }
  t.is(
    require({ ...rest, policy: { operators, quorum: 'a.near' } }).panic,
    `NOT_VERIFIED: DISPUTED. ${HASH} is disputed: b.near, c.near, d.near and 2 others got other bytes from the same recipe.`,
  )
})

serial('unknown ids never trap', (t) => {
  attest('acme.near')
  t.is(verdict({ ...named, recipe_ids: [UNKNOWN] }).status, 'UNATTESTED')
  t.is(verdict({ ...named, code_hash: UNKNOWN }).status, 'UNATTESTED')
  const { value, error } = ask({ ...named, policy_id: 'nobody.near/nothing' })
  t.deepEqual([value, error], [null, undefined])
})

serial('a withdrawn statement counts no more', (t) => {
  attest('acme.near')
  attest('beta.near')
  registry.call('withdraw', { recipe_id: recipeId }, { as: 'beta.near' })
  t.like(verdict(), { status: 'PARTIAL', missing: 1 })
})

serial('who has stated two hashes is shown, also after a failed build', (t) => {
  attest('acme.near', { code_hash: OTHER_HASH })
  attest('acme.near', failed)
  t.deepEqual(verdict().equivocations, [])
  attest('acme.near')
  const equivocation = { operator: 'acme', builder: 'acme.near', recipe_id: recipeId }
  t.deepEqual(verdict().equivocations, [equivocation])
  attest('acme.near', failed)
  t.deepEqual(verdict().equivocations, [equivocation])
})

const open = {
  policy: { anyone: 2 },
  code_hash: HASH,
  recipe_ids: [recipeId],
  account_id: 'app.near',
  builders: ['acme.near', 'x.acme.near', 'beta.near', 'dev.app.near'],
}

serial(
  'an open policy counts roots and declared operators among the builders that are named',
  (t) => {
    for (const as of ['acme.near', 'x.acme.near']) attest(as)
    t.like(verdict(open), { status: 'PARTIAL', open: true, missing: 1 })
    attest('dev.app.near')
    t.like(verdict(open), { status: 'PARTIAL', ignored: [{ reason: 'SUBJECT_ITSELF' }] })
    attest('beta.near')
    t.is(verdict(open).status, 'VERIFIED')
    t.is(require(open).error, undefined)

    registry.call('invite', { account: 'beta.near' }, { as: 'acme.near' })
    registry.call('set_operator', { operator: 'acme.near' }, { as: 'beta.near' })
    t.like(verdict(open), { status: 'PARTIAL', missing: 1 })
  },
)

serial('an open policy follows what the root of a builder has declared', (t) => {
  attest('ci.beta.near')
  attest('acme.near')
  const asked = { ...open, builders: ['ci.beta.near', 'acme.near'] }
  t.is(verdict(asked).status, 'VERIFIED')
  registry.call('invite', { account: 'beta.near' }, { as: 'acme.near', ...rich })
  registry.call('set_operator', { operator: 'acme.near' }, { as: 'beta.near', ...rich })
  t.is(verdict(asked).status, 'PARTIAL')
})

const { policy_id: _, ...bare } = named
const refusals: [string, object, RegExp][] = [
  ['no policy', bare, /^`policy` or `policy_id` must be given, and not both\.$/],
  ['two policies', { ...named, policy: twoOfThree }, /^`policy` or `policy_id` must be given/],
  ['a bad policy', { ...bare, policy: { anyone: 0 } }, /^`policy\.anyone` must be a whole number/],
  ['a bad policy id', { ...bare, policy_id: 'x' }, /^`policy_id` must be owner\/name/],
  ['no code hash', { ...named, code_hash: undefined }, /^`code_hash` must be 32 bytes in base58/],
  ['no recipes', { ...named, recipe_ids: [] }, /^`recipe_ids` must have 1 to 8 items/],
  [
    '9 recipes',
    { ...named, recipe_ids: new Array(9).fill(recipeId) },
    /^`recipe_ids` must have 1 to 8 items/,
  ],
  [
    'one recipe twice',
    { ...named, recipe_ids: [recipeId, recipeId] },
    /^`recipe_ids\[1\]` is recipe_ids\[0\] again/,
  ],
  ['a short id', { ...named, recipe_ids: ['abc'] }, /^`recipe_ids\[0\]` must be 32 bytes/],
  ['a bad account', { ...named, account_id: 'A' }, /^`account_id` must be a NEAR account id/],
  [
    'builders under a policy with a list',
    { ...named, builders: ['acme.near'] },
    /^`builders` must be left out under a policy that lists its accounts/,
  ],
  [
    'no builders',
    { ...open, builders: undefined },
    /^`builders` must be an array, but is "missing/,
  ],
  [
    '65 builders',
    { ...open, builders: Array.from({ length: 65 }, (_, i) => `b${i}.near`) },
    /^`builders` must have 1 to 64 items/,
  ],
  [
    'one builder twice',
    { ...open, builders: ['a.near', 'b.near', 'a.near'] },
    /^`builders\[2\]` is builders\[0\] again/,
  ],
  [
    'a bad builder',
    { ...open, builders: ['a.near', 7] },
    /^`builders\[1\]` must be a NEAR account/,
  ],
  [
    'no account under an open policy',
    { ...open, account_id: null },
    /^`account_id` must be given under an open policy/,
  ],
  ['an unknown field', { ...named, x: 1 }, /^`args\.x` is not a known field/],
]
for (const [what, args, message] of refusals) {
  serial(`verdict and require_verified refuse ${what}`, (t) => {
    const before = registry.state()
    t.regex(ask(args).panic ?? 'it was answered', message)
    t.regex(require(args).panic ?? 'it passed', message)
    t.is(registry.state(), before)
  })
}

serial('require_verified refuses a deposit, which would be lost', (t) => {
  attest('acme.near')
  attest('beta.near')
  const { panic } = registry.call('require_verified', named, { deposit: 1n })
  t.is(panic, 'This method takes no deposit; attach none instead of 1 yocto.')
})
