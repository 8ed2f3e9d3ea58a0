import test from 'ava'
import fc from 'fast-check'
import { encodeBase58 } from '../../protocol/base58.ts'
import { type RegistryEvent, readEvent } from '../../protocol/event.ts'
import { appendEvent, emptyChain } from '../../protocol/hash-chain.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { buildRegistry, createRegistry, type TestRegistry } from './registry.ts'
import {
  built,
  DEPOSIT,
  failed,
  OTHER_HASH,
  otherRecipe,
  otherRecipeId,
  recipe,
  recipeId,
} from './statements.ts'

const ACCOUNTS = ['acme.near', 'beta.near']
const RECIPES = [recipeId, otherRecipeId]
const POLICIES = ['main', 'other']

type Step = readonly [method: string, args: object]

const statement = fc
  .constantFrom(built, { ...built, code_hash: OTHER_HASH }, failed)
  .chain((one) => fc.constantFrom(recipe, otherRecipe).map((r) => ({ ...one, recipe: r })))
const name = fc.constantFrom(...POLICIES)

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: statement.map((args): Step => ['attest', args]) },
  fc.tuple(statement, statement).map((two): Step => ['attest_many', { attestations: two }]),
  fc.constantFrom(...RECIPES).map((recipe_id): Step => ['withdraw', { recipe_id, reason: 'ö' }]),
  fc.constantFrom(...ACCOUNTS).map((account): Step => ['uninvite', { account }]),
  fc.option(fc.constantFrom(...ACCOUNTS)).map((operator): Step => ['set_operator', { operator }]),
  fc
    .tuple(name, fc.integer({ min: 1, max: 3 }))
    .map(([n, anyone]): Step => ['set_policy', { name: n, policy: { anyone } }]),
  name.map((n): Step => ['remove_policy', { name: n }]),
)

/** What the events say is so, by the arguments of the view that should say the same. */
class Mirror {
  readonly attestations = new Map<string, object>()
  readonly operators = new Map<string, string | null>()
  readonly policies = new Map<string, object>()

  project({ event, data }: RegistryEvent): void {
    switch (event) {
      case 'attest':
        this.attestations.set(`${data.recipe_id} ${data.builder}`, {
          seq: data.seq,
          code_hash: data.code_hash,
          timestamp: data.timestamp,
        })
        return
      case 'withdraw':
        this.attestations.delete(`${data.recipe_id} ${data.builder}`)
        return
      case 'operator_set':
        this.operators.set(data.account, data.operator)
        return
      case 'policy_set':
        this.policies.set(`${data.owner}/${data.name}`, {
          version: data.policy_version,
          digest: data.digest,
        })
        return
      case 'policy_removed':
        this.policies.delete(`${data.owner}/${data.name}`)
    }
  }
}

/** Asks the registry's views everything that the events can tell. */
function* expectations(mirror: Mirror, registry: TestRegistry) {
  const ask = (method: string, args: object) => registry.call(method, args, { view: true }).value
  for (const builder of ACCOUNTS) {
    for (const recipe_id of RECIPES) {
      const said = mirror.attestations.get(`${recipe_id} ${builder}`)
      yield [ask('get_attestation', { recipe_id, builder }), said] as const
    }
    const operator = mirror.operators.get(builder) ?? undefined
    yield [ask('get_operator', { account: builder }), operator] as const
    for (const policy of POLICIES) {
      const policy_id = `${builder}/${policy}`
      yield [ask('get_policy', { policy_id }), mirror.policies.get(policy_id)] as const
    }
  }
}

test('after any calls, replaying the logged events gives the registry’s own head and state', async (t) => {
  const { wasm } = await buildRegistry()
  const seen = new Set<string>()
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...ACCOUNTS), step), { maxLength: 12 }),
      (steps) => {
        const registry = createRegistry(wasm)
        const mirror = new Mirror()
        let chain = emptyChain()
        for (const account of ACCOUNTS) {
          const by = ACCOUNTS.find((other) => other !== account) ?? account
          registry.call('invite', { account }, { as: by, deposit: DEPOSIT })
        }
        for (const [as, [method, args]] of steps) {
          const { events, logs } = registry.call(method, args, { as, deposit: 2n * DEPOSIT })
          t.is(events.length, logs.length)
          for (const json of events) {
            chain = appendEvent(chain, json, portableHasher)
            const event = readEvent(json)
            t.is(event.data.seq, chain.seq)
            mirror.project(event)
            seen.add(event.event)
          }
        }
        const { value: head } = registry.call('get_head', {}, { view: true })
        t.deepEqual(head, { seq: chain.seq, head: encodeBase58(chain.head) })
        for (const [answer, said] of expectations(mirror, registry)) {
          if (typeof said === 'object') t.like(answer, said)
          else t.is(answer, said ?? null)
        }
      },
    ),
    { numRuns: 100 },
  )
  t.deepEqual([...seen].sort(), [
    'attest',
    'operator_set',
    'policy_removed',
    'policy_set',
    'withdraw',
  ])
})

test('each call that changes something has its event', async (t) => {
  const registry = createRegistry((await buildRegistry()).wasm)
  registry.call('invite', { account: 'acme.near' }, { as: 'beta.near', deposit: DEPOSIT })
  const calls: Step[] = [
    ['attest', built],
    ['set_operator', { operator: 'beta.near' }],
    ['set_policy', { name: 'main', policy: { anyone: 2 } }],
    ['remove_policy', { name: 'main' }],
    ['withdraw', { recipe_id: recipeId }],
  ]
  const kinds = calls.map(([method, args]) => {
    const { events } = registry.call(method, args, { deposit: DEPOSIT })
    return events.map((json) => readEvent(json).event)
  })
  t.deepEqual(kinds, [
    ['attest'],
    ['operator_set'],
    ['policy_set'],
    ['policy_removed'],
    ['withdraw'],
  ])
})
