import test from 'ava'
import { type HostCall, hostCalls, numberFrom } from './host-call.ts'
import { errorOf } from './support.ts'

/** An account id at 0, a code's hash at 32, a deposit of 1,000 yocto at 64, a key at 80 and a value at 83. */
const data = (() => {
  const bytes = Buffer.alloc(96)
  bytes.write('bob.near')
  bytes.fill(5, 32, 64)
  bytes.writeBigUInt64LE(1_000n, 64)
  bytes.write('keyvalue', 80)
  return bytes
})()

const batch: HostCall = { name: 'promise_batch_create', args: [8, 0], gives: true }
const byHash: HostCall = {
  name: 'promise_batch_action_state_init',
  args: [0, 32, 32, 64],
  gives: true,
}
const byAccount: HostCall = {
  name: 'promise_batch_action_state_init_by_account_id',
  args: [0, 8, 0, 64],
  gives: true,
}
const entry = (promise: number, action: number, key = 3): HostCall => ({
  name: 'set_state_init_data_entry',
  args: [promise, action, key, 80, 5, 83],
})

test('a state init has a contract, a deposit and the entries that are added to it', (t) => {
  const outcome = hostCalls([batch, byHash, entry(0, 0)], { data })
  t.is(outcome.error, undefined)
  t.deepEqual(outcome.promises[0]?.kind === 'receipt' && outcome.promises[0].actions, [
    {
      type: 'DeterministicStateInit',
      contract: { kind: 'global', hash: new Uint8Array(32).fill(5) },
      data: new Map([['key', Uint8Array.from(Buffer.from('value'))]]),
      deposit: 1_000n,
    },
  ])
  t.is(outcome.balance, 10n ** 25n - 1_000n)
})

test('a state init can name its contract by an account', (t) => {
  const { promises } = hostCalls([batch, byAccount], { data })
  const [action] = promises[0]?.kind === 'receipt' ? promises[0].actions : []
  t.like(action, { contract: { kind: 'global_by_account', accountId: 'bob.near' } })
})

test('a state init gives its place in the receipt', (t) => {
  const create: HostCall = { name: 'promise_batch_action_create_account', args: [0] }
  t.is(numberFrom([batch, byHash], { data }), 0n)
  t.is(numberFrom([batch, create, create, byHash], { data }), 2n)
})

const refused = test.macro((t, calls: readonly HostCall[], expected: string) => {
  t.is(errorOf(hostCalls(calls, { data })), expected)
})
const wrongAction = (receipt: number, action: number): string =>
  `InvalidActionIndex: Action ${action} in receipt ${receipt} does not exist or has the wrong type of action.`

test(
  'a key is set once',
  refused,
  [batch, byHash, entry(0, 0), entry(0, 0)],
  'DataEntryAlreadyExists: Data entry for given key already exists',
)
test(
  'entries go to actions that are there',
  refused,
  [batch, byHash, entry(0, 1)],
  wrongAction(0, 1),
)
test(
  'entries go to state inits alone',
  refused,
  [batch, { name: 'promise_batch_action_create_account', args: [0] }, entry(0, 0)],
  wrongAction(0, 0),
)
test('the error counts receipts', refused, [batch, batch, entry(1, 7)], wrongAction(1, 7))
test('a deposit is no more than there is', (t) => {
  const outcome = hostCalls([batch, byHash], { data, context: { accountBalance: 999n } })
  t.is(errorOf(outcome), 'BalanceExceeded: Exceeded the account balance.')
})

test('entries are paid for one by one and by the byte', (t) => {
  const { profile, gasUsed, gasBurnt } = hostCalls([batch, byHash, entry(0, 0)], { data })
  // Sent to another account: 85.yaml, parameters.yaml. What executing costs is used, and not burnt yet.
  t.is(profile.DETERMINISTIC_STATE_INIT_BASE, 500_000_000_000n)
  t.is(profile.DETERMINISTIC_STATE_INIT_ENTRY, undefined)
  t.is(profile.DETERMINISTIC_STATE_INIT_BYTE, 8n * 72_000_000n)
  const executing = 7_430_000_000_000n + 200_000_000_000n + 8n * 70_000_000n
  t.is(gasUsed - gasBurnt, 108_059_500_000n + executing)
})

test('deposits go back to whom the contract names', (t) => {
  const named: HostCall = { name: 'promise_set_refund_to', args: [0, 8, 0] }
  t.like(hostCalls([batch, named], { data }).promises[0], { refundTo: 'bob.near' })
  const joint: HostCall = { name: 'promise_and', args: [88, 0], gives: true }
  const ofJoint: HostCall = { name: 'promise_set_refund_to', args: [0, 8, 0] }
  t.is(
    errorOf(hostCalls([joint, ofJoint], { data })),
    'CannotSetRefundToOnJointPromise: Setting refund_to on a joint promise is prohibited.',
  )
})
