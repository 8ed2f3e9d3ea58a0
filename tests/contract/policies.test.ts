import test from 'ava'
import fc from 'fast-check'
import { readEvent } from '../../protocol/event.ts'
import { policyDigest, readPolicy } from '../../protocol/policy.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { longestPolicy, policyJson } from '../support/policies.ts'
import { buildRegistry, createRegistry, type TestRegistry } from './registry.ts'
import { DEPOSIT } from './statements.ts'

let code: Uint8Array
let registry: TestRegistry
test.before(async () => {
  code = (await buildRegistry()).wasm
})
test.beforeEach(() => {
  registry = createRegistry(code)
})
const serial = test.serial

// nearcore, `max_total_log_length`.
const MAX_LOG_BYTES = 16_384
const rich = { deposit: 100n * DEPOSIT }

const two = {
  operators: [
    { name: 'acme', accounts: ['acme.near', 'ci.acme.near'] },
    { name: 'beta', accounts: ['beta.near'] },
  ],
  groups: [{ name: 'both', k: 2, members: ['acme', 'beta'] }],
  quorum: 'both',
}
const digestOf = (json: unknown) => policyDigest(readPolicy(json), portableHasher)
const set = (policy: unknown, name = 'main') => registry.call('set_policy', { name, policy }, rich)
const get = (policy_id = 'acme.near/main') =>
  registry.call('get_policy', { policy_id }, { view: true }).value

serial('a policy is kept under its owner and name, with defaults written out', (t) => {
  const { value, events, panic } = set(two)
  t.is(panic, undefined)
  const digest = digestOf(two)
  t.deepEqual(value, { seq: 1, policy_id: 'acme.near/main', version: 1, digest })
  const policy = { ...readPolicy(two) }
  t.deepEqual(get(), { owner: 'acme.near', name: 'main', version: 1, digest, policy })
  const { event, data } = readEvent(events[0] ?? '')
  t.is(event, 'policy_set')
  t.like(data, { seq: 1, owner: 'acme.near', name: 'main', policy_version: 1, digest, policy })
})

serial('another policy under the name is the next version', (t) => {
  set(two)
  t.like(set({ ...two, max_age: 30 }).value, { seq: 2, version: 2 })
  t.like(get(), { version: 2, policy: { max_age: 30 } })
  t.like(set(two).value, { seq: 3, version: 3, digest: digestOf(two) })
})

serial('the same policy again, in another spelling, changes nothing', (t) => {
  set(two)
  registry.call('storage_withdraw', {}, { deposit: 1n })
  const before = registry.state()
  const again = registry.call('set_policy', { name: 'main', policy: { ...two, max_dissent: 0 } })
  t.deepEqual(again.value, {
    seq: null,
    policy_id: 'acme.near/main',
    version: 1,
    digest: digestOf(two),
  })
  t.deepEqual(again.logs, [])
  t.is(registry.state(), before)
})

serial('names and owners do not touch each other', (t) => {
  set(two)
  set({ anyone: 3 }, 'open')
  registry.call('set_policy', { name: 'main', policy: { anyone: 1 } }, { ...rich, as: 'beta.near' })
  t.like(get(), { version: 1, policy: { quorum: 'both' } })
  t.like(get('acme.near/open'), { policy: { anyone: 3 } })
  t.like(get('beta.near/main'), { policy: { anyone: 1 } })
  t.is(get('beta.near/open'), null)
  t.is(get('acme.nea/rmain'), null)
})

serial('remove_policy ends it, gives its storage back, and versions begin anew', (t) => {
  registry.call('storage_deposit', {}, rich)
  const before = registry.balance('acme.near')
  registry.call('set_policy', { name: 'main', policy: two })
  registry.call('set_policy', { name: 'main', policy: { anyone: 3 } })
  const { value, events } = registry.call('remove_policy', { name: 'main' })
  t.deepEqual(value, { seq: 3 })
  const { event, data } = readEvent(events[0] ?? '')
  t.is(event, 'policy_removed')
  t.like(data, { seq: 3, owner: 'acme.near', name: 'main' })
  t.is(get(), null)
  t.deepEqual(registry.balance('acme.near'), before)
  t.like(set(two).value, { seq: 4, version: 1 })
})

serial('remove_policy refuses what is not there, and what is of another owner', (t) => {
  set(two)
  const before = registry.state()
  const { panic } = registry.call('remove_policy', { name: 'main' }, { as: 'beta.near' })
  t.is(panic, 'There is no policy beta.near/main to remove.')
  t.is(registry.state(), before)
})

serial('the longest policy that there can be is taken, and its event fits into the log', (t) => {
  const { panic, logs } = registry.call(
    'set_policy',
    { name: 'n'.repeat(64), policy: longestPolicy() },
    { ...rich, as: 'w'.repeat(64) },
  )
  t.is(panic, undefined)
  const bytes = Buffer.byteLength(logs[0] ?? '')
  t.true(bytes > 12_000 && bytes < MAX_LOG_BYTES, `${bytes} bytes`)
  t.truthy(get(`${'w'.repeat(64)}/${'n'.repeat(64)}`))
})

serial('any policy comes back as the protocol reads it, and its event too', (t) => {
  fc.assert(
    fc.property(policyJson, (json) => {
      const own = createRegistry(code)
      const { events, value } = own.call('set_policy', { name: 'p', policy: json }, rich)
      const expected = { digest: digestOf(json), policy: { ...readPolicy(json) } }
      t.like(value, { digest: expected.digest })
      t.like(readEvent(events[0] ?? '').data, expected)
      t.like(own.call('get_policy', { policy_id: 'acme.near/p' }, { view: true }).value, expected)
    }),
    { numRuns: 60 },
  )
})

const refusals: [string, string, unknown, RegExp][] = [
  ['no name', 'set_policy', { policy: two }, /^`name` must be a string, but is "missing"/],
  ['a name with a slash', 'set_policy', { name: 'a/b', policy: two }, /^`name` must be letters/],
  ['a name of 65 bytes', 'set_policy', { name: 'a'.repeat(65), policy: two }, /^`name` must be at/],
  ['no policy', 'set_policy', { name: 'a' }, /^`policy` must be an object/],
  ['a policy as text', 'set_policy', { name: 'a', policy: 'anyone 3' }, /^`policy` must be an obj/],
  [
    'quorum 0',
    'set_policy',
    { name: 'a', policy: { anyone: 0 } },
    /^`policy\.anyone` must be a wh/,
  ],
  [
    'one account in two operators',
    'set_policy',
    {
      name: 'a',
      policy: {
        operators: [
          { name: 'x', accounts: ['a.near'] },
          { name: 'y', accounts: ['a.near'] },
        ],
        quorum: 'x',
      },
    },
    /^`policy\.operators` names one thing twice, but is "a\.near"/,
  ],
  [
    'an unknown field',
    'set_policy',
    { name: 'a', policy: { anyone: 1, x: 1 } },
    /^`policy\.x` is n/,
  ],
  ['no id', 'get_policy', {}, /^`policy_id` must be owner\/name/],
  ['an id without a name', 'get_policy', { policy_id: 'acme.near' }, /^`policy_id` must be owner/],
]
for (const [what, method, args, message] of refusals) {
  serial(`${method} refuses ${what}`, (t) => {
    const before = registry.state()
    const given = method === 'get_policy' ? { view: true } : rich
    t.regex(registry.call(method, args, given).panic ?? 'it was accepted', message)
    t.is(registry.state(), before)
  })
}
