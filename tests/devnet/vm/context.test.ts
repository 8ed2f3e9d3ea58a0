import test from 'ava'
import type { VmContract } from '../../../devnet/vm/index.ts'
import { bytesFrom, hostCalls, littleEndian, numberFrom, registerAfter } from './host-call.ts'
import { contextOf, errorOf, TGAS } from './support.ts'

const text = test.macro((t, name: string, expected: string) => {
  t.is(registerAfter([{ name, args: [0] }]).toString(), expected)
})
test('current_account_id', text, 'current_account_id', 'contract.near')
test('signer_account_id', text, 'signer_account_id', 'alice.near')
test('predecessor_account_id', text, 'predecessor_account_id', 'bob.near')
test('refund_to_account_id', (t) => {
  const context = { refundToAccountId: 'carol.near' }
  const calls = [{ name: 'refund_to_account_id', args: [0] }]
  t.is(registerAfter(calls, { context }).toString(), 'carol.near')
})

const hash = new Uint8Array(32).fill(5)
const contracts: readonly [VmContract, kind: bigint, register: Uint8Array][] = [
  [{ kind: 'local', hash }, 1n, hash],
  [{ kind: 'global', hash }, 2n, hash],
  [{ kind: 'global_by_account', accountId: 'owner.near' }, 3n, Buffer.from('owner.near')],
]
for (const [accountContract, kind, register] of contracts) {
  test(`current_contract_code tells a contract that it is ${accountContract.kind}`, (t) => {
    const calls = [{ name: 'current_contract_code', args: [0], gives: true }]
    const options = { context: { accountContract } }
    t.is(numberFrom(calls, options), kind)
    t.deepEqual(registerAfter(calls, options), Buffer.from(register))
    // Views may ask for it too.
    t.is(numberFrom(calls, { context: { ...options.context, isView: true } }), kind)
  })
}

test('current_contract_code leaves the register alone where there is no contract', (t) => {
  const calls = [{ name: 'current_contract_code', args: [0], gives: true }]
  t.is(numberFrom(calls), 0n)
  const length = { name: 'register_len', args: [0], gives: true }
  t.is(numberFrom([...calls, length]), 2n ** 64n - 1n)
})

test('signer_account_pk gives the key with its curve byte', (t) => {
  t.deepEqual(
    registerAfter([{ name: 'signer_account_pk', args: [0] }]),
    Buffer.from(contextOf().signerPublicKey),
  )
})

test('random_seed gives the seed of the context and nothing else', (t) => {
  const seed = () => registerAfter([{ name: 'random_seed', args: [0] }])
  t.deepEqual(seed(), Buffer.alloc(32, 9))
  t.deepEqual(seed(), seed())
})

test('input gives the arguments', (t) => {
  const input = Buffer.from([1, 2, 3, 255])
  t.deepEqual(registerAfter([{ name: 'input', args: [0] }], { context: { input } }), input)
})

const number = test.macro((t, name: string, expected: bigint) => {
  t.is(numberFrom([{ name, args: [], gives: true }]), expected)
})
test('block_index', number, 'block_index', 1_000n)
test('block_timestamp', number, 'block_timestamp', 1_700_000_000_000_000_000n)
test('epoch_height', number, 'epoch_height', 12n)
test('storage_usage', number, 'storage_usage', 500n)
test('prepaid_gas', number, 'prepaid_gas', 100n * TGAS)

const amount = test.macro((t, name: string, expected: bigint) => {
  const bytes = bytesFrom([{ name, args: [100] }], { start: 100, length: 16 })
  t.is(littleEndian(bytes), expected)
})
test('account_balance', amount, 'account_balance', 10n ** 25n)
test('account_locked_balance', amount, 'account_locked_balance', 3n)
test('attached_deposit', amount, 'attached_deposit', 10n ** 24n)

test('used_gas grows with what is done', (t) => {
  const first = numberFrom([{ name: 'used_gas', args: [], gives: true }])
  const later = numberFrom([
    { name: 'block_index', args: [], gives: true },
    { name: 'used_gas', args: [], gives: true },
  ])
  // The contract is longer too, so at least the base of a host function.
  t.true(later > first + 264_768_111n)
})

test('storage_usage follows what the call writes', (t) => {
  const usage = numberFrom(
    [
      { name: 'storage_write', args: [3, 0, 5, 3, 0], gives: true },
      { name: 'storage_usage', args: [], gives: true },
    ],
    { data: 'keyvalue' },
  )
  t.is(usage, 500n + 3n + 5n + 40n)
})

test('validator stakes come from the context and are refused without it', (t) => {
  const options = {
    data: 'alice.near',
    context: {
      validatorStake: (id: string) => (id === 'alice.near' ? 77n : 0n),
      validatorTotalStake: 99n,
    },
  }
  const stake = bytesFrom(
    [{ name: 'validator_stake', args: [10, 0, 100] }],
    { start: 100, length: 16 },
    options,
  )
  t.is(littleEndian(stake), 77n)
  const total = bytesFrom(
    [{ name: 'validator_total_stake', args: [100] }],
    { start: 100, length: 16 },
    options,
  )
  t.is(littleEndian(total), 99n)
  const refused = hostCalls([{ name: 'validator_total_stake', args: [100] }])
  t.is(
    errorOf(refused),
    'ExecutionError: not supported by devnet: the total stake of validators is not known here',
  )
})

test('what devnet does not do is refused when it is called, and only then', (t) => {
  const name = 'promise_batch_action_universal_state_init'
  const outcome = hostCalls([{ name, args: [0, 0, 0, 0] }])
  t.is(errorOf(outcome), `ExecutionError: not supported by devnet: the host function ${name}`)
})
