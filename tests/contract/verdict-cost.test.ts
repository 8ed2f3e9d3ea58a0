import test from 'ava'
import { encodeBase58 } from '../../protocol/base58.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { recipeId as idOf } from '../../protocol/recipe.ts'
import { buildRegistry, createRegistry, type TestRegistry } from './registry.ts'
import { built, DEPOSIT, HASH, recipe } from './statements.ts'
import { addStrangers } from './strangers.ts'

// What reading costs is bounded by the question, whatever strangers write.

let code: Uint8Array
test.before(async () => {
  code = (await buildRegistry()).wasm
})

const STRANGERS = 10_000
const MEMBERS = 64
const RECIPES = 8
// Views of nodes and calls alike end at 300 Tgas.
const MAX_GAS = 300_000_000_000_000n
const rich = { deposit: 1000n * DEPOSIT }

const members = Array.from({ length: MEMBERS }, (_, i) => `builder-${i}.acme.near`)
const recipes = Array.from({ length: RECIPES }, (_, i) => ({
  ...recipe,
  link: `https://example.org/${i}`,
}))
const recipe_ids = recipes.map((one) => idOf(one, portableHasher))
const operators = Array.from({ length: 32 }, (_, i) => ({
  name: `operator-${i}`,
  accounts: members.filter((_, at) => at % 32 === i),
}))
const policy = {
  operators,
  groups: [{ name: 'all', k: 32, members: operators.map(({ name }) => name) }],
  quorum: 'all',
}

/** A registry in which `builders` have attested the first `count` recipes, with the hash that `hashOf` gives. */
function attestedBy(
  builders: readonly string[],
  count: number,
  hashOf: (builder: string, recipe: number) => string = () => HASH,
): TestRegistry {
  const registry = createRegistry(code)
  registry.call('set_policy', { name: 'all', policy }, { as: 'dao.near', ...rich })
  for (const as of builders) {
    recipes.slice(0, count).forEach((one, i) => {
      const statement = { ...built, recipe: one, code_hash: hashOf(as, i) }
      registry.call('attest', statement, { as, ...rich })
    })
  }
  return registry
}

test('10,000 strangers change neither instructions nor gas of any view, of attest or of require_verified', (t) => {
  const [quiet, crowded] = [attestedBy(members.slice(0, 3), 1), attestedBy(members.slice(0, 3), 1)]
  addStrangers(crowded, 'builder-0.acme.near', STRANGERS)
  t.true(crowded.state().length > quiet.state().length + STRANGERS * 300)

  const about = { code_hash: HASH, recipe_ids: recipe_ids.slice(0, 1) }
  const [recipe_id] = recipe_ids
  const three = members.slice(0, 3)
  const calls: [string, object, object][] = [
    ['verdict', { ...about, policy_id: 'dao.near/all' }, { view: true }],
    ['verdict', { ...about, policy }, { view: true }],
    [
      'verdict',
      { ...about, policy: { anyone: 2 }, account_id: 'app.near', builders: three },
      { view: true },
    ],
    ['require_verified', { ...about, policy: { ...policy, groups: [], quorum: 'operator-0' } }, {}],
    ['get_attestation', { recipe_id, builder: members[0] }, { view: true }],
    ['get_attestations', { recipe_id, builders: three }, { view: true }],
    ['get_policy', { policy_id: 'dao.near/all' }, { view: true }],
    ['storage_balance_of', { account_id: 'dao.near' }, { view: true }],
    ['get_head', {}, { view: true }],
    ['attest', { ...built, recipe: recipes[0] }, { as: members[0] }],
    ['withdraw', { recipe_id }, { as: members[0] }],
  ]
  for (const [method, args, how] of calls) {
    const [one, other] = [quiet, crowded].map((registry) => registry.call(method, args, how))
    t.is(one?.error, undefined, method)
    t.deepEqual(
      [other?.instructions, other?.gas, other?.value],
      [one?.instructions, one?.gas, one?.value],
      method,
    )
  }
})

test('the largest question that may be asked, with all its answers there, stays within the gas of one call', (t) => {
  const registry = attestedBy(members, RECIPES)
  const named = { policy_id: 'dao.near/all', code_hash: HASH, recipe_ids }
  const view = registry.call('verdict', named, { view: true })
  t.like(view.value, { status: 'VERIFIED' })
  t.true(view.gas < MAX_GAS, `${view.gas}`)
  const inline = { policy, code_hash: HASH, recipe_ids }
  for (const args of [named, inline]) {
    const { panic, gas } = registry.call('require_verified', args)
    t.is(panic, undefined)
    t.true(gas < MAX_GAS, `${gas}`)
  }
  const open = { policy: { anyone: 1 }, account_id: 'app.near', builders: members }
  const opened = registry.call('verdict', { ...open, code_hash: HASH, recipe_ids }, { view: true })
  t.like(opened.value, { status: 'VERIFIED', open: true })
})

test('require_verified stays within it also if every member states another hash on every recipe', (t) => {
  const [supporter] = members
  const hashOf = (builder: string, i: number) =>
    builder === supporter
      ? HASH
      : encodeBase58(portableHasher.sha256(portableHasher.utf8(`${builder} ${i}`)))
  const registry = attestedBy(members, RECIPES, hashOf)
  const args = { policy_id: 'dao.near/all', code_hash: HASH, recipe_ids }
  const { panic, gas } = registry.call('require_verified', args)
  t.regex(panic ?? 'it passed', /^NOT_VERIFIED: DISPUTED\. .* and 60 others got other bytes/)
  t.true(gas < MAX_GAS, `${gas}`)
})
