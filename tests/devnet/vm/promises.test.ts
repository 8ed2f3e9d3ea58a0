import test from 'ava'
import type { VmAction, VmPromise } from '../../../devnet/vm/index.ts'
import { type HostCall, hostCalls, numberFrom, registerAfter } from './host-call.ts'
import { errorOf, TGAS } from './support.ts'

/** Where things are in the memory of these contracts. */
const layout = {
  bob: [8, 0],
  carol: [10, 8],
  method: [3, 18],
  args: [2, 21],
  deposit: 32,
  key: [33, 64],
} as const
const data = (() => {
  const bytes = Buffer.alloc(128)
  bytes.write('bob.nearcarol.nearrun{}')
  bytes.writeBigUInt64LE(1_000n, layout.deposit)
  bytes.fill(7, 65, 97)
  return bytes
})()

const batch = (to: readonly [number, number]): HostCall => ({
  name: 'promise_batch_create',
  args: to,
  gives: true,
})
const then = (after: number, to: readonly [number, number]): HostCall => ({
  name: 'promise_batch_then',
  args: [after, ...to],
  gives: true,
})
const action = (name: string, ...args: (number | bigint)[]): HostCall => ({
  name: `promise_batch_action_${name}`,
  args,
})
const callOf = (gas: bigint): (number | bigint)[] => [
  ...layout.method,
  ...layout.args,
  layout.deposit,
  gas,
]

function promisesOf(calls: readonly HostCall[]): VmPromise[] {
  const outcome = hostCalls(calls, { data })
  if (outcome.error !== undefined) throw new Error(errorOf(outcome))
  return outcome.promises
}

test('promise_create asks for one function call', (t) => {
  const [promise] = promisesOf([
    { name: 'promise_create', args: [...layout.bob, ...callOf(5n * TGAS)], gives: true },
  ])
  t.deepEqual(promise, {
    kind: 'receipt',
    receiverId: 'bob.near',
    dependsOn: [],
    actions: [
      {
        type: 'FunctionCall',
        methodName: 'run',
        args: new Uint8Array(Buffer.from('{}')),
        deposit: 1_000n,
        gas: 5n * TGAS,
        gasWeight: 0n,
      },
    ],
  })
})

test('promise_then waits for what it names, and indexes count up', (t) => {
  const calls: HostCall[] = [
    batch(layout.bob),
    { name: 'promise_then', args: [0, ...layout.carol, ...callOf(TGAS)], gives: true },
  ]
  t.like(promisesOf(calls)[1], { receiverId: 'carol.near', dependsOn: [0] })
  t.is(numberFrom(calls, { data }), 1n)
})

test('promise_and joins, also what is joined already', (t) => {
  const joined = Buffer.alloc(16)
  joined.writeBigUInt64LE(0n, 0)
  joined.writeBigUInt64LE(1n, 8)
  const again = Buffer.alloc(16)
  again.writeBigUInt64LE(2n, 0)
  again.writeBigUInt64LE(0n, 8)
  const outcome = hostCalls(
    [
      batch(layout.bob),
      batch(layout.carol),
      { name: 'promise_and', args: [128, 2], gives: true },
      { name: 'promise_and', args: [144, 2], gives: true },
      then(3, layout.bob),
    ],
    { data: Buffer.concat([data, joined, again]) },
  )
  t.deepEqual(outcome.promises.slice(2, 4), [
    { kind: 'and', of: [0, 1] },
    { kind: 'and', of: [0, 1, 0] },
  ])
  t.like(outcome.promises[4], { dependsOn: [0, 1, 0] })
})

const firstAction = test.macro((t, call: HostCall, expected: VmAction) => {
  const [promise] = promisesOf([batch(layout.bob), call])
  t.deepEqual(promise?.kind === 'receipt' ? promise.actions : undefined, [expected])
})
const publicKey = Uint8Array.of(0, ...new Uint8Array(32).fill(7))

test('create_account', firstAction, action('create_account', 0), { type: 'CreateAccount' })
test('transfer', firstAction, action('transfer', 0, layout.deposit), {
  type: 'Transfer',
  deposit: 1_000n,
})
test('deploy_contract', firstAction, action('deploy_contract', 0, 3, 18), {
  type: 'DeployContract',
  code: new Uint8Array(Buffer.from('run')),
})
test('stake', firstAction, action('stake', 0, layout.deposit, ...layout.key), {
  type: 'Stake',
  stake: 1_000n,
  publicKey,
})
test(
  'add_key_with_full_access',
  firstAction,
  action('add_key_with_full_access', 0, ...layout.key, 9),
  {
    type: 'AddFullAccessKey',
    publicKey,
    nonce: 9n,
  },
)
test(
  'add_key_with_function_call',
  firstAction,
  action(
    'add_key_with_function_call',
    0,
    ...layout.key,
    2,
    layout.deposit,
    ...layout.carol,
    ...layout.method,
  ),
  {
    type: 'AddFunctionCallKey',
    publicKey,
    nonce: 2n,
    allowance: 1_000n,
    receiverId: 'carol.near',
    methodNames: ['run'],
  },
)
test(
  'add_key_with_function_call without allowance and methods',
  firstAction,
  action('add_key_with_function_call', 0, ...layout.key, 0, 100, ...layout.carol, 0, 0),
  {
    type: 'AddFunctionCallKey',
    publicKey,
    nonce: 0n,
    allowance: null,
    receiverId: 'carol.near',
    methodNames: [],
  },
)
test('delete_key', firstAction, action('delete_key', 0, ...layout.key), {
  type: 'DeleteKey',
  publicKey,
})
test('delete_account', firstAction, action('delete_account', 0, ...layout.carol), {
  type: 'DeleteAccount',
  beneficiaryId: 'carol.near',
})

test('method names of a key are split at commas and none may be empty', (t) => {
  const add = (names: string) =>
    hostCalls(
      [
        batch(layout.bob),
        action(
          'add_key_with_function_call',
          0,
          ...layout.key,
          0,
          100,
          ...layout.carol,
          names.length,
          128,
        ),
      ],
      { data: Buffer.concat([data, Buffer.from(names)]) },
    )
  const [promise] = add('a,bc').promises
  t.like(promise?.kind === 'receipt' ? promise.actions[0] : undefined, { methodNames: ['a', 'bc'] })
  for (const names of [',', 'a,', ',a', 'a,,b']) {
    t.is(errorOf(add(names)), 'EmptyMethodName: Tried to call an empty method name.', names)
  }
})

test('deposits are taken off the balance, which the contract then sees', (t) => {
  const outcome = hostCalls([batch(layout.bob), action('transfer', 0, layout.deposit)], { data })
  t.is(outcome.balance, 10n ** 25n - 1_000n)
  const poor = hostCalls([batch(layout.bob), action('transfer', 0, layout.deposit)], {
    data,
    context: { accountBalance: 999n },
  })
  t.is(errorOf(poor), 'BalanceExceeded: Exceeded the account balance.')
  t.is(poor.balance, 999n)
  t.deepEqual(poor.promises, [])
})

test('creating a receipt burns sending it and promises executing it', (t) => {
  const outcome = hostCalls([batch(layout.bob)], { data })
  t.is(outcome.profile.NEW_ACTION_RECEIPT, 108_059_500_000n)
  t.is(outcome.gasUsed - outcome.gasBurnt, 108_059_500_000n)
})

test('a callback pays for the data that it waits for, sending and executing, at once', (t) => {
  const { profile } = hostCalls([batch(layout.bob), then(0, layout.bob)], { data })
  t.is(profile.NEW_ACTION_RECEIPT, 2n * 108_059_500_000n + 2n * 36_486_732_312n)
})

test('a function call pays its bytes by distance and promises its gas', (t) => {
  const to = (receiver: readonly [number, number], bytes: Buffer) =>
    hostCalls([batch(receiver), action('function_call', 0, ...callOf(3n * TGAS))], { data: bytes })
  const away = to(layout.bob, data)
  t.is(away.profile.FUNCTION_CALL_BASE, 200_000_000_000n)
  t.is(away.profile.FUNCTION_CALL_BYTE, 5n * 47_683_715n)
  const executing = 108_059_500_000n + 780_000_000_000n + 5n * 2_235_934n
  t.is(away.gasUsed - away.gasBurnt, executing + 3n * TGAS)
  const self = Buffer.concat([data, Buffer.from('contract.near')])
  t.is(to([13, 128], self).profile.FUNCTION_CALL_BYTE, 5n * 2_235_934n)
})

const transferFee = test.macro((t, receiver: string, expected: bigint) => {
  const bytes = Buffer.concat([data, Buffer.from(receiver)])
  const outcome = hostCalls(
    [batch([receiver.length, 128]), action('transfer', 0, layout.deposit)],
    { data: bytes },
  )
  t.is(outcome.profile.TRANSFER, expected)
})
const TRANSFER = 115_123_062_500n
const CREATE = 500_000_000_000n
test('a transfer to a named account', transferFee, 'bob.near', TRANSFER)
test(
  'a transfer to an implicit account pays for the account and its key',
  transferFee,
  'ab'.repeat(32),
  TRANSFER + CREATE + 101_765_125_000n,
)
test(
  'a transfer to an Ethereum account pays for the account',
  transferFee,
  `0x${'ab'.repeat(20)}`,
  TRANSFER + CREATE,
)
test(
  'a transfer to a deterministic account too',
  transferFee,
  `0s${'ab'.repeat(20)}`,
  TRANSFER + CREATE,
)
test(
  'a transfer to a universal account too',
  transferFee,
  `0u${'0123456789abcdefghjkmnpqrstvwxyz'.repeat(2).slice(0, 51)}g`,
  TRANSFER + CREATE,
)
test(
  'what only looks like a universal account is a named one',
  transferFee,
  `0u${'0'.repeat(51)}1`,
  TRANSFER,
)

const weighted = (index: number, gas: bigint, weight: bigint): HostCall =>
  action('function_call_weight', index, ...callOf(gas), weight)

test('gas that is left is shared by weight, and the last takes the remainder', (t) => {
  const outcome = hostCalls(
    [
      batch(layout.bob),
      batch(layout.carol),
      weighted(0, TGAS, 1n),
      weighted(1, 0n, 2n),
      weighted(1, 7n, 0n),
    ],
    { data },
  )
  const gas = outcome.promises.flatMap((promise) =>
    promise.kind === 'receipt' ? promise.actions.map((one) => ('gas' in one ? one.gas : 0n)) : [],
  )
  const [first = 0n, second = 0n, third = 0n] = gas
  t.is(third, 7n)
  const shared = first - TGAS + second
  t.is(first - TGAS, shared / 3n)
  t.is(outcome.gasUsed, 100n * TGAS)
  t.true(outcome.gasBurnt < 3n * TGAS)
})

test('without weights the gas that is left stays left', (t) => {
  const outcome = hostCalls([batch(layout.bob), weighted(0, TGAS, 0n)], { data })
  t.true(outcome.gasUsed < 5n * TGAS)
})

test('more gas than is left cannot be promised', (t) => {
  const outcome = hostCalls(
    [batch(layout.bob), action('function_call', 0, ...callOf(100n * TGAS))],
    { data },
  )
  t.is(errorOf(outcome), 'GasExceeded: Exceeded the prepaid gas.')
  const huge = hostCalls(
    [batch(layout.bob), action('function_call', 0, ...callOf(2n ** 64n - 1n))],
    { data },
  )
  t.is(errorOf(huge), 'IntegerOverflow: Integer overflow.')
})

const results = [
  { status: 'successful', value: Buffer.from('ok') },
  { status: 'failed' },
  { status: 'not_ready' },
] as const
const result = (index: number | bigint): HostCall => ({
  name: 'promise_result',
  args: [index, 0],
  gives: true,
})

test('a callback sees the results that it waited for', (t) => {
  const context = { promiseResults: results }
  t.is(numberFrom([{ name: 'promise_results_count', args: [], gives: true }], { context }), 3n)
  t.deepEqual(
    [0, 1, 2].map((i) => numberFrom([result(i)], { context })),
    [1n, 2n, 0n],
  )
  t.is(registerAfter([result(0)], { context }).toString(), 'ok')
  t.is(
    errorOf(hostCalls([result(3)], { context })),
    'InvalidPromiseResultIndex: Accessed invalid promise result index: 3',
  )
})

const returns = (index: number | bigint): HostCall => ({ name: 'promise_return', args: [index] })

test('a promise can be returned instead of a value', (t) => {
  const outcome = hostCalls([batch(layout.bob), batch(layout.carol), returns(1)], { data })
  t.deepEqual(outcome.returned, { kind: 'promise', index: 1 })
})

const NO_PROMISE = 'does not correspond to existing promises'
test('promises that do not exist are refused, also by numbers beyond 53 bits', (t) => {
  t.is(errorOf(hostCalls([returns(0)])), `InvalidPromiseIndex: 0 ${NO_PROMISE}`)
  const large = 2n ** 64n - 1n
  t.is(
    errorOf(hostCalls([batch(layout.bob), returns(large)], { data })),
    `InvalidPromiseIndex: ${large} ${NO_PROMISE}`,
  )
  t.is(errorOf(hostCalls([then(1, layout.bob)], { data })), `InvalidPromiseIndex: 1 ${NO_PROMISE}`)
})

test('joint promises take no actions and cannot be returned', (t) => {
  const join: HostCall = { name: 'promise_and', args: [0, 0], gives: true }
  t.is(
    errorOf(hostCalls([join, action('create_account', 0)])),
    'CannotAppendActionToJointPromise: Actions can only be appended to non-joint promise.',
  )
  t.is(
    errorOf(hostCalls([join, returns(0)])),
    'CannotReturnJointPromise: Returning joint promise is currently prohibited.',
  )
})

test('account ids are checked', (t) => {
  for (const id of ['a', 'A.near', 'a..b', '.a', 'a-', 'a b', 'ü.near', 'a'.repeat(65)]) {
    const bytes = Buffer.from(id)
    const outcome = hostCalls([batch([bytes.length, 0])], { data: bytes })
    t.is(errorOf(outcome), 'InvalidAccountId: VM Logic returned an invalid account id', id)
  }
  for (const id of ['aa', 'a_b-c.d', '0'.repeat(64)]) {
    t.is(hostCalls([batch([id.length, 0])], { data: id }).error, undefined, id)
  }
})

test('public keys are checked', (t) => {
  for (const [length, pointer] of [
    [32, 64],
    [34, 64],
    [33, 65],
    [0, 0],
  ] as const) {
    const outcome = hostCalls([batch(layout.bob), action('delete_key', 0, length, pointer)], {
      data,
    })
    t.is(errorOf(outcome), 'InvalidPublicKey: VM Logic provided an invalid public key')
  }
})

test('empty method names and those that are not UTF-8 are refused', (t) => {
  const named = (length: number, pointer: number) =>
    hostCalls(
      [batch(layout.bob), action('function_call', 0, length, pointer, 0, 0, layout.deposit, 0n)],
      {
        data: Buffer.concat([data, Buffer.of(0xff)]),
      },
    )
  t.is(errorOf(named(0, 0)), 'EmptyMethodName: Tried to call an empty method name.')
  t.is(errorOf(named(1, 128)), 'InvalidMethodName: VM Logic returned an invalid method name')
})

test('1,024 promises are allowed, one more is not', (t) => {
  const join: HostCall = { name: 'promise_and', args: [0, 0], gives: true }
  const many = (count: number) => hostCalls(new Array<HostCall>(count).fill(join))
  t.is(many(1_024).error, undefined)
  t.is(
    errorOf(many(1_025)),
    'NumberPromisesExceeded: The number of promises within a FunctionCall 1025 exceeds the limit 1024',
  )
})

test('128 inputs can be joined, one more cannot', (t) => {
  const join = (count: number) =>
    hostCalls([batch(layout.bob), { name: 'promise_and', args: [256, count], gives: true }], {
      data,
    })
  t.is(join(128).error, undefined)
  t.is(
    errorOf(join(129)),
    'NumberInputDataDependenciesExceeded: The number of input data dependencies 129 exceeds the limit 128',
  )
})
