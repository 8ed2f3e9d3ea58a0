import test from 'ava'
import { BYTE_COST, buildRegistry, createRegistry, type TestRegistry } from './registry.ts'
import { built, DEPOSIT, recipeId } from './statements.ts'

// NEP-145, sentence by sentence.

let code: Uint8Array
let registry: TestRegistry
test.before(async () => {
  code = (await buildRegistry()).wasm
})
test.beforeEach(() => {
  registry = createRegistry(code)
})
const serial = test.serial

// 40 bytes a record, a key of one letter and the longest account id, 24 bytes of balance.
const SMALLEST = (40n + 65n + 24n) * BYTE_COST
const yocto = (total: bigint, available: bigint) => ({
  total: total.toString(),
  available: available.toString(),
})

serial('the bounds are one number that registers any account, and no largest one', (t) => {
  const { value } = registry.call('storage_balance_bounds', {}, { view: true })
  t.deepEqual(value, { min: SMALLEST.toString(), max: null })
})

for (const account of ['ab', 'acme.near', 'a'.repeat(64)]) {
  serial(`the smallest deposit registers ${account} and leaves nothing available`, (t) => {
    t.is(registry.balance(account), null)
    const { value } = registry.call('storage_deposit', {}, { as: account, deposit: SMALLEST })
    t.deepEqual(value, yocto(SMALLEST, 0n))
    t.deepEqual(registry.balance(account), { total: SMALLEST, available: 0n })
    t.true(registry.storageBytes() * BYTE_COST <= SMALLEST)
  })
}

serial('one yocto less than the smallest registers nobody', (t) => {
  const { panic } = registry.call('storage_deposit', undefined, { deposit: SMALLEST - 1n })
  t.is(
    panic,
    `The attached deposit of ${SMALLEST - 1n} yocto does not register acme.near; attach at least ${SMALLEST}.`,
  )
  t.is(registry.balance('acme.near'), null)
})

serial('a deposit goes to another account, and adds up', (t) => {
  const args = { account_id: 'beta.near' }
  registry.call('storage_deposit', args, { deposit: DEPOSIT })
  const { value, refund } = registry.call('storage_deposit', args, { deposit: 7n })
  t.deepEqual(value, yocto(DEPOSIT + 7n, DEPOSIT + 7n - SMALLEST))
  t.is(refund, 0n)
  t.is(registry.balance('acme.near'), null)
})

serial('registration_only keeps the smallest balance and sends the rest to the payer', (t) => {
  const args = { account_id: 'beta.near', registration_only: true }
  const first = registry.call('storage_deposit', args, { deposit: DEPOSIT })
  t.deepEqual([first.value, first.refund], [yocto(SMALLEST, 0n), DEPOSIT - SMALLEST])
  t.deepEqual(first.refundedTo, ['acme.near'])
  const second = registry.call('storage_deposit', args, { deposit: DEPOSIT })
  t.deepEqual([second.value, second.refund], [yocto(SMALLEST, 0n), DEPOSIT])
})

serial('storage_withdraw sends what is asked, or all that is available', (t) => {
  registry.call('storage_deposit', {}, { deposit: DEPOSIT })
  const some = registry.call('storage_withdraw', { amount: '1000' }, { deposit: 1n })
  t.deepEqual(some.value, yocto(DEPOSIT - 1000n, DEPOSIT - 1000n - SMALLEST))
  t.is(some.refund, 1001n, 'with the yocto that was attached')
  const rest = registry.call('storage_withdraw', {}, { deposit: 1n })
  t.deepEqual(rest.value, yocto(SMALLEST, 0n))
  t.is(rest.refund, DEPOSIT - 1000n - SMALLEST + 1n)
})

serial('storage_withdraw leaves what attestations hold', (t) => {
  registry.call('attest', built, { deposit: DEPOSIT })
  registry.call('storage_withdraw', {}, { deposit: 1n })
  t.is(registry.balance('acme.near')?.available, 0n)
  const { panic } = registry.call('storage_withdraw', { amount: '1' }, { deposit: 1n })
  t.is(panic, '`amount` must be at most the available 0 yocto, but is 1.')
})

serial('storage_unregister returns everything and forgets the account', (t) => {
  registry.call('storage_deposit', {}, { deposit: DEPOSIT })
  const { value, refund } = registry.call('storage_unregister', {}, { deposit: 1n })
  t.deepEqual([value, refund], [true, DEPOSIT + 1n])
  t.is(registry.balance('acme.near'), null)
  t.is(registry.storageBytes(), 0n)
  const again = registry.call('storage_unregister', { force: true }, { deposit: 1n })
  t.deepEqual([again.value, again.refund], [false, 1n])
})

for (const force of [undefined, null, false, true]) {
  serial(`storage_unregister with force ${force} refuses an account with attestations`, (t) => {
    registry.call('attest', built, { deposit: DEPOSIT })
    const before = registry.state()
    const { panic } = registry.call('storage_unregister', { force }, { deposit: 1n })
    t.regex(
      panic ?? '',
      /^acme\.near still uses \d{3} bytes of storage; withdraw its attestations, policies, invitations and operator first\.$/,
    )
    t.is(registry.state(), before)
    registry.call('withdraw', { recipe_id: recipeId })
    t.true(registry.call('storage_unregister', { force }, { deposit: 1n }).value)
  })
}

serial('what moves money asks for exactly one yocto, which only a full-access key has', (t) => {
  registry.call('storage_deposit', {}, { deposit: DEPOSIT })
  const before = registry.state()
  for (const method of ['storage_withdraw', 'storage_unregister']) {
    for (const deposit of [0n, 2n]) {
      const { panic } = registry.call(method, {}, { deposit })
      t.is(panic, `This method needs exactly 1 yocto attached, but there are ${deposit}.`)
    }
  }
  t.is(registry.state(), before)
})

serial('storage_withdraw refuses an account that is not registered', (t) => {
  const { panic } = registry.call('storage_withdraw', {}, { deposit: 1n })
  t.is(panic, 'acme.near is not registered; there is nothing to withdraw.')
})

const badAmounts: unknown[] = [5, '', '-1', '1.5', '0x10', ' 1', '1e3', (2n ** 128n).toString(), {}]
for (const amount of badAmounts) {
  serial(`storage_withdraw refuses the amount ${JSON.stringify(amount)}`, (t) => {
    registry.call('storage_deposit', {}, { deposit: DEPOSIT })
    const { panic } = registry.call('storage_withdraw', { amount }, { deposit: 1n })
    t.regex(panic ?? '', /^`amount` must be yocto as a text of digits, below 2\^128, but is /)
  })
}

serial('wrong arguments are named', (t) => {
  const wrong: [string, unknown, RegExp][] = [
    ['storage_deposit', { account_id: 'A' }, /^`account_id` must be a NEAR account id/],
    ['storage_deposit', { registration_only: 1 }, /^`registration_only` must be true or false/],
    ['storage_unregister', { force: 'yes' }, /^`force` must be true or false, but is "yes"/],
    ['storage_balance_of', {}, /^`account_id` must be a NEAR account id/],
    ['storage_balance_bounds', { a: 1 }, /^`args\.a` is not a known field/],
  ]
  for (const [method, args, message] of wrong) {
    const view = method.startsWith('storage_balance')
    const { panic } = registry.call(method, args, view ? { view } : { deposit: 1n })
    t.regex(panic ?? 'it was accepted', message)
  }
})
