import test from 'ava'
import type { VmContext } from '../../devnet/vm/index.ts'
import { createMachine } from '../support/machine.ts'
import { makeFolder, removeFolder } from './support/folders.ts'
import { buildTwins, createTwinMachine, type Twins } from './support/twins.ts'

// What authors of near-sdk-js contracts write, built in both ways: whoever calls sees no difference.

let cacheDir: string
let access: Twins
let lowLevel: Twins
let nested: Twins
test.before(async () => {
  cacheDir = await makeFolder()
  access = await buildTwins('access.ts', cacheDir)
  lowLevel = await buildTwins('low-level.ts', cacheDir)
  nested = await buildTwins('nested.ts', cacheDir)
})
test.after.always(() => removeFolder(cacheDir))

const { serial } = test

const VIEW: Partial<VmContext> = { isView: true }
const SELF: Partial<VmContext> = { predecessorAccountId: 'contract.near' }
const bytesOf = (...input: number[]): Partial<VmContext> => ({ input: Uint8Array.from(input) })
const textOf = (input: string): Partial<VmContext> => ({ input: new TextEncoder().encode(input) })

serial('requireInit, and an initialisation that is private and happens once', (t) => {
  const { call } = createTwinMachine(t, access)
  t.is(call('pay').panic, 'Contract must be initialized')
  t.is(call('state', undefined, VIEW).panic, 'Contract must be initialized')
  t.is(call('init', { owner: 'alice.near' }).panic, undefined, 'privateFunction is of @call alone')
  t.is(call('init', { owner: 'bob.near' }, SELF).panic, 'Contract already initialized')
  t.like(JSON.parse(call('state', undefined, VIEW).returned ?? ''), { owner: 'alice.near' })
})

serial('private functions are for the contract itself, and deposits for payable ones', (t) => {
  const { call } = createTwinMachine(t, access)
  call('init', { owner: 'alice.near' })
  t.is(call('set_privately', { text: 'a' }).panic, 'Function is private')
  t.is(call('set_privately', { text: 'a' }, SELF).panic, undefined)
  t.is(call('visit', {}, { attachedDeposit: 1n }).panic, 'Function is not payable')
  t.is(call('pay', {}, { attachedDeposit: 2n ** 100n }).returned, `"${2n ** 100n}"`)
  t.is(call('pay', {}, { attachedDeposit: 5n }).returned, `"${2n ** 100n + 5n}"`)
  const state = JSON.parse(call('state', undefined, VIEW).returned ?? '')
  t.like(state, { text: 'a', amount: '90', deposits: { 'alice.near': `${2n ** 100n + 5n}` } })
})

serial('middleware runs before the method, and what it throws ends the call', (t) => {
  const { call } = createTwinMachine(t, access)
  call('init', { owner: 'alice.near' })
  const { returned, logs } = call('set_text', { text: 'Grüße' })
  t.is(returned, '"nothing"')
  t.deepEqual(logs, ['called with {"text":"Grüße"}'])
  t.is(call('set_text', { text: '' }).panic, 'Error: `text` is empty.')
  t.like(JSON.parse(call('state', undefined, VIEW).returned ?? ''), { list: [1, 2, 3, 5] })
})

serial('what a call changes in the module does not leak into the next', (t) => {
  const { call } = createTwinMachine(t, access)
  call('init', { owner: 'alice.near' })
  const fresh = '{"VISITS":["alice.near"],"SETTINGS":{"greeting":"hi","calls":1},"counter":1}'
  for (let times = 0; times < 3; times++) t.is(call('visit').returned, fresh)
  t.is(call('visit', {}, SELF).returned, fresh.replace('alice', 'contract'))
})

const endings: Record<string, RegExp> = {
  error: /^ein Grund: Käse 🧀$/,
  'own error': /^of a class of its own$/,
  'type error': /^cannot read property 'x' of undefined$/,
  assert: /^assertion failed: it does not hold$/,
  sdk: /^\{"how":"sdk"\}$/,
  range: /^invalid repeat count$/,
  empty: /^$/,
  endless: /^Accessed memory outside the bounds\.$/,
  'value too long': /^The length of a returned value 5000000 exceeds the limit 4194304$/,
}
for (const [how, message] of Object.entries(endings)) {
  serial(`a call that ends by ${how} keeps nothing, and says the same`, (t) => {
    const { call, state } = createTwinMachine(t, access)
    call('init', { owner: 'alice.near' })
    const before = state()
    t.regex(call('give_up', { how }).panic ?? 'it did not panic', message)
    t.is(state(), before)
  })
}

serial('arguments that are no JSON, and a write in a view, fail alike', (t) => {
  const { call } = createTwinMachine(t, access)
  call('init', { owner: 'alice.near' })
  for (const text of ['{', '[1,', '"a', 'nul', '{"a":1}}', '\u0000']) {
    t.truthy(call('set_text', undefined, textOf(text)).panic, text)
  }
  t.truthy(call('set_text', undefined, bytesOf(0x22, 0xff, 0xfe, 0x22)).panic)
  t.truthy(call('set_text', undefined, textOf('null')).panic)
  t.regex(call('write_in_view', undefined, VIEW).panic ?? '', /view/)
})

serial('the context of a call is that of the call', (t) => {
  const { call } = createTwinMachine(t, access)
  call('init', { owner: 'alice.near' })
  const seen = (context: Partial<VmContext>) =>
    JSON.parse(call('context', undefined, { ...VIEW, ...context }).returned ?? '')
  const blockTimestamp = 1_800_000_000_123_456_789n
  t.like(seen({}), { current: 'contract.near', height: '100', date: '2023-11-14T22:13:20.000Z' })
  t.like(seen({ blockTimestamp }), {
    time: '1800000000123456789',
    date: '2027-01-15T08:00:00.123Z',
  })
  t.deepEqual(seen({ randomSeed: new Uint8Array(32).fill(255) }).seed, Array(32).fill(255))
})

serial('bytes go in and out as they are, also as keys and in logs', (t) => {
  const { call } = createTwinMachine(t, lowLevel)
  const all = Array.from({ length: 256 }, (_, byte) => byte)
  const { outcome } = call('echo_bytes', undefined, bytesOf(...all))
  t.deepEqual(outcome.returned, { kind: 'value', value: Uint8Array.from(all) })
  t.deepEqual(call('store_bytes', undefined, bytesOf(65, 66)).logs, [
    '{"0":65,"1":66}',
    'text 5 7 {"a":[1]} null undefined true',
    '',
  ])
  t.is(call('store_bytes', undefined, bytesOf(67)).returned, 'AB')
  t.is(call('digests', undefined, bytesOf(...all)).panic, undefined)
})

serial('what the module body left in memory goes on where it was', (t) => {
  const { call } = createTwinMachine(t, lowLevel)
  for (let times = 0; times < 2; times++) {
    const { returned } = call('leftovers', undefined, textOf('Straße-12 und Weg-3'))
    t.is(
      returned,
      '[[["Straße",0],["Weg",14]],0,true,4,1,7,[1,2],"1970-01-02T00:00:00.000Z",[],"object","Symbol(own)","1234.00,1.2e+3,ya,0.30000000000000004"]',
    )
  }
})

serial('functions and errors keep their names', (t) => {
  const { call } = createTwinMachine(t, lowLevel)
  const { returned } = call('about_functions')
  t.is(returned, '["language",0,"TypeError","TypeError: a reason","string"]')
})

const clock = /^a contract has no clock: use near\.blockTimestamp\(\), and new Date\(milliseconds\)/
const asked: Record<string, RegExp> = {
  now: clock,
  new: clock,
  construct: clock,
  random:
    /^Math\.random\(\) gives every caller the same numbers on a chain: use near\.randomSeed\(\)$/,
}
for (const [how, message] of Object.entries(asked)) {
  serial(`a clock or chance that the build could not see panics when asked for: ${how}`, (t) => {
    const { call } = createTwinMachine(t, lowLevel)
    t.regex(call('hidden', undefined, textOf(how)).panic ?? '', message)
    t.is(call('hidden', undefined, textOf('neither')).returned, '2024-02-29T00:00:00.000Z')
  })
}

serial('what is thrown and is no Error is shown, which the stock shape cannot', (t) => {
  const ours = createMachine(lowLevel.preinitialised.wasm)
  const theirs = createMachine(lowLevel.stock.wasm)
  t.is(ours.call('throw_text', undefined, textOf('a text')).panic, 'a text')
  t.regex(theirs.call('throw_text', undefined, textOf('a text')).panic ?? '', /^undefined\n/)
})

serial('an async method runs to its end within the call', (t) => {
  const { call } = createTwinMachine(t, lowLevel)
  const { logs, returned } = call('later_on')
  t.deepEqual(logs, ['begun', 'after a turn: promised'])
  t.is(returned, 'number 1,number 2')
})

serial("the language's own functions give the same, and what Node gives", (t) => {
  const { call } = createTwinMachine(t, lowLevel)
  const { returned } = call('language', { a: 2, x: 'y' })
  t.deepEqual(JSON.parse(returned ?? ''), {
    a: 2,
    rest: { x: 'y' },
    proxied: ['y', 'no nothing'],
    tagged: 'one | two\\n1',
    sorted: [1, 10, 2, 3, 1, 2, [3]],
    entries: { k: 1 },
    big: String(2n ** 200n % 1_000_007n),
    float: [Math.sqrt(2), Math.sin(1), 1e21, -0, 5e-324].map(String),
    text: ['SS', 2, ['a', '\ud83d', '\udc4b'], ['a', '👋']],
    ordered: ['1', '2', 'b', 'a'],
    parsed: ['7', 'NaN', '3'],
  })
})

serial('collections in collections and classes in the state are made anew in each call', (t) => {
  const { call } = createTwinMachine(t, nested)
  t.is(call('get_group', { group: 'x' }, VIEW).returned, '{"members":null,"set":null,"history":[]}')
  t.is(call('add_car', { name: 'Käfer', speed: 90 }).returned, '1')
  t.is(call('add_car', { name: 'Ente', speed: 70 }).returned, '2')
  t.is(call('join', { group: 'x', name: 'ann', value: 'A' }).returned, '2')
  t.is(call('join', { group: 'x', name: 'bob', value: 'B' }).returned, '4')
  t.is(call('join', { group: 'y', name: 'ann', value: 'C' }).returned, '2')
  t.is(call('get_car', { name: 'Käfer' }, VIEW).returned, '"Käfer at 90"')
  t.deepEqual(JSON.parse(call('get_group', { group: 'x' }, VIEW).returned ?? ''), {
    members: [
      ['ann', 'A'],
      ['bob', 'B'],
    ],
    set: ['ann', 'bob'],
    history: ['x/ann', 'x/bob', 'y/ann'],
  })
  t.deepEqual(JSON.parse(call('summary', undefined, VIEW).returned ?? ''), {
    owner: 'Ente at 70',
    counts: { Käfer: '1', Ente: '2' },
    names: ['Käfer', 'Ente'],
    since: '1970-01-01T00:01:10.000Z',
    total: String(90n ** 20n + 70n ** 20n),
  })
})
