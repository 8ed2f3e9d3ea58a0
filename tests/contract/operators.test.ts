import test from 'ava'
import { readEvent } from '../../protocol/event.ts'
import { buildRegistry, createRegistry, type TestRegistry } from './registry.ts'
import { DEPOSIT } from './statements.ts'

let code: Uint8Array
let registry: TestRegistry
test.before(async () => {
  code = (await buildRegistry()).wasm
})
test.beforeEach(() => {
  registry = createRegistry(code)
  for (const as of ['acme.near', 'ci.near', 'beta.near', 'group.near']) {
    registry.call('storage_deposit', {}, { as, deposit: DEPOSIT })
  }
})
const serial = test.serial

const operatorOf = (account: string) =>
  registry.call('get_operator', { account }, { view: true }).value
const invited = (operator: string, account: string) =>
  registry.call('is_invited', { operator, account }, { view: true }).value
const invite = (operator: string, account: string) =>
  registry.call('invite', { account }, { as: operator })
const join = (account: string, operator: string | null) =>
  registry.call('set_operator', { operator }, { as: account })

serial('an invited account joins, which is an event, and leaves, which is another', (t) => {
  t.deepEqual(invite('acme.near', 'ci.near').value, true)
  t.true(invited('acme.near', 'ci.near'))
  const joined = join('ci.near', 'acme.near')
  t.deepEqual(joined.value, { seq: 1 })
  t.is(operatorOf('ci.near'), 'acme.near')
  const left = join('ci.near', null)
  t.deepEqual(left.value, { seq: 2 })
  t.is(operatorOf('ci.near'), null)
  const events = [...joined.events, ...left.events].map(readEvent)
  t.deepEqual(
    events.map(({ event }) => event),
    ['operator_set', 'operator_set'],
  )
  t.like(events[0]?.data, { seq: 1, account: 'ci.near', operator: 'acme.near' })
  t.like(events[1]?.data, { seq: 2, account: 'ci.near', operator: null })
})

serial('nobody joins uninvited, and the sentence says who has to do what', (t) => {
  const before = registry.state()
  t.is(
    join('ci.near', 'acme.near').panic,
    'acme.near has not invited ci.near; it has to call invite first.',
  )
  invite('acme.near', 'beta.near')
  t.truthy(join('ci.near', 'acme.near').panic)
  registry.call('uninvite', { account: 'beta.near' }, { as: 'acme.near' })
  t.is(registry.state(), before)
})

serial('an invitation cannot be taken for that of another pair', (t) => {
  invite('acme.near', 'ci.near')
  t.false(invited('ci.near', 'acme.near'))
  t.false(invited('acme.nea', 'rci.near'))
})

serial('uninviting ends no membership, and an account may always leave', (t) => {
  invite('acme.near', 'ci.near')
  join('ci.near', 'acme.near')
  t.true(registry.call('uninvite', { account: 'ci.near' }, { as: 'acme.near' }).value)
  t.is(operatorOf('ci.near'), 'acme.near')
  t.is(join('ci.near', 'acme.near').error, undefined, 'it is a member still')
  t.is(join('ci.near', null).error, undefined)
  t.truthy(join('ci.near', 'acme.near').panic)
})

serial('what holds already is no event', (t) => {
  invite('acme.near', 'ci.near')
  join('ci.near', 'acme.near')
  const before = registry.state()
  for (const again of [join('ci.near', 'acme.near'), join('beta.near', null)]) {
    t.deepEqual([again.value, again.logs], [{ seq: null }, []])
  }
  t.false(invite('acme.near', 'ci.near').value)
  t.false(registry.call('uninvite', { account: 'x.near' }, { as: 'acme.near' }).value)
  t.is(registry.state(), before)
})

serial('an operator that has an operator cannot be joined', (t) => {
  invite('group.near', 'acme.near')
  join('acme.near', 'group.near')
  invite('acme.near', 'ci.near')
  t.is(
    join('ci.near', 'acme.near').panic,
    'acme.near has an operator itself, group.near; declare that one instead.',
  )
})

serial('one may move from one operator to another', (t) => {
  invite('acme.near', 'ci.near')
  invite('beta.near', 'ci.near')
  join('ci.near', 'acme.near')
  t.deepEqual(join('ci.near', 'beta.near').value, { seq: 2 })
  t.is(operatorOf('ci.near'), 'beta.near')
})

serial(
  'who invites pays for the invitation, who joins for the membership, and both get it back',
  (t) => {
    const before = [registry.balance('acme.near'), registry.balance('ci.near')]
    invite('acme.near', 'ci.near')
    t.true((registry.balance('acme.near')?.available ?? 0n) < (before[0]?.available ?? 0n))
    join('ci.near', 'acme.near')
    t.true((registry.balance('ci.near')?.available ?? 0n) < (before[1]?.available ?? 0n))
    join('ci.near', null)
    registry.call('uninvite', { account: 'ci.near' }, { as: 'acme.near' })
    t.deepEqual([registry.balance('acme.near'), registry.balance('ci.near')], before)
  },
)

serial('storage_unregister with force leaves the operator, with its event', (t) => {
  invite('acme.near', 'ci.near')
  join('ci.near', 'acme.near')
  const asked = { as: 'ci.near', deposit: 1n }
  t.regex(
    registry.call('storage_unregister', {}, asked).panic ?? '',
    /^ci\.near still uses 57 bytes/,
  )
  const { value, refund, events } = registry.call('storage_unregister', { force: true }, asked)
  t.deepEqual([value, refund], [true, DEPOSIT + 1n])
  t.like(readEvent(events[0] ?? '').data, { account: 'ci.near', operator: null })
  t.is(operatorOf('ci.near'), null)
  t.is(registry.balance('ci.near'), null)
})

serial('wrong arguments are named', (t) => {
  const before = registry.state()
  const wrong: [string, unknown, RegExp][] = [
    ['set_operator', {}, /^`operator` must be given: an account id, or null to leave\.$/],
    ['set_operator', { operator: 5 }, /^`operator` must be a NEAR account id/],
    ['set_operator', { operator: 'acme.near' }, /^`operator` must be another account/],
    ['invite', { account: 'acme.near' }, /^`account` must be another account/],
    ['invite', {}, /^`account` must be a NEAR account id/],
    ['uninvite', { account: null }, /^`account` must be a NEAR account id/],
  ]
  for (const [method, args, message] of wrong) {
    t.regex(registry.call(method, args).panic ?? 'it was accepted', message)
  }
  t.is(registry.state(), before)
})
