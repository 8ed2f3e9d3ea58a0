import { VERSIONS, type VmCase } from '../vm-case.ts'
import { createHostProgram, type HostProgram, type Step } from './host-program.ts'
import { ed25519Key, secp256k1Key, signEd25519, signSecp256k1 } from './sample-keys.ts'

const MUCH_GAS = { prepaidGas: '1000000000000000' }
const FROM_REGISTER = 2n ** 64n - 1n
const TERMINATED = 2n ** 64n - 1n
const FOUR_MEGABYTES = 4_194_304
const GAS = 5_000_000_000_000n
const NEAR = 10n ** 24n
const FREE = 50_000

/** Sequences of host calls up to and beyond limits, and what one call leaves for the next. */
export function hostLimitCases(): VmCase[] {
  const program = createHostProgram('host limits', VERSIONS)
  addLogs(program)
  addRegistersAndStorage(program)
  addPromises(program)
  addGasAndDeposits(program)
  addSignatures(program)
  return program.cases()
}

const times = (count: number, step: Step): Step[] => new Array<Step>(count).fill(step)

function addLogs(p: HostProgram): void {
  const [, long] = p.bytes(Buffer.alloc(16_385, 'a'))
  const [, wide] = p.bytes(Buffer.from('wide é€𝄞', 'utf16le'))
  const [, ended] = p.bytes(Buffer.from('ended\0not this'))
  const [, endedWide] = p.bytes(Buffer.from('ended\0not', 'utf16le'))
  p.add('as many logs as allowed', times(100, ['log_utf8', 1, long]))
  p.add('one log too many', times(101, ['log_utf8', 1, long]))
  p.add('as long a log as allowed', [['log_utf8', 16_384, long]])
  p.add('a log that is too long', [['log_utf8', 16_385, long]])
  p.add('logs that are too long together', [
    ['log_utf8', 16_380, long],
    ['log_utf8', 5, long],
  ])
  p.add('a log in UTF-16', [['log_utf16', 20, wide]])
  p.add('a log in UTF-16 of an odd length', [['log_utf16', 5, wide]])
  p.add('a log in UTF-16 that ends within a pair', [['log_utf16', 18, wide]])
  p.add('a log that ends with a zero', [['log_utf8', TERMINATED, ended]])
  p.add('a log in UTF-16 that ends with a zero', [['log_utf16', TERMINATED, endedWide]])
  p.add('a log without its zero', [['log_utf8', TERMINATED, long]])
  p.add('a panic that ends with a zero', [['panic_utf8', TERMINATED, ended]])
  p.add('logs of a panic', [
    ['log_utf8', 3, long],
    ['panic_utf8', 4, long],
  ])
}

function addRegistersAndStorage(p: HostProgram): void {
  const key = p.text('key')
  const value = p.text('a value')
  const write: Step = ['storage_write', ...key, ...value, 1]
  const registers = (count: number): Step[] =>
    Array.from({ length: count }, (_, i): Step => ['write_register', i, ...value])
  p.add('as many registers as allowed', registers(100))
  p.add('one register too many', registers(101))
  p.add('a full set of registers, one written again', [
    ...registers(100),
    ['write_register', 5, 0, 0],
  ])
  p.add('a large register', [['write_register', 0, 30_000_000, 0]], { context: MUCH_GAS })
  p.add('a key as long as allowed', [['storage_write', 2_048, 0, 0, 0, 0]])
  p.add('a key that is too long', [['storage_write', 2_049, 0, 0, 0, 0]])
  p.add('a key from a register', [
    ['write_register', 3, ...key],
    ['storage_write', FROM_REGISTER, 3, FROM_REGISTER, 3, 0],
  ])
  const large = { context: { ...MUCH_GAS, outputDataReceivers: ['x.near', 'contract.near'] } }
  p.add('a value as long as allowed', [['storage_write', 1, 0, FOUR_MEGABYTES, 0, 0]], large)
  p.add('a value that is too long', [['storage_write', 1, 0, FOUR_MEGABYTES + 1, 0, 0]], large)
  p.add('a result as long as allowed', [['value_return', FOUR_MEGABYTES, 0]], { context: MUCH_GAS })
  p.add('a result that is too long', [['value_return', FOUR_MEGABYTES + 1, 0]], {
    context: MUCH_GAS,
  })
  p.add('a result for others', [['value_return', ...value]], large)
  p.add('two results', [
    ['value_return', ...value],
    ['value_return', ...key],
  ])
  p.add('storage before and after', [
    ['storage_usage'],
    write,
    ['storage_usage'],
    write,
    ['storage_remove', ...key, 1],
    ['storage_usage'],
    ['storage_remove', ...key, 1],
    ['storage_has_key', ...key],
    ['storage_read', ...key, 2],
  ])
  const stored = {
    storage: { [Buffer.from('key').toString('hex')]: '00'.repeat(4_001) },
    context: { storageUsage: '9000' },
  }
  p.add(
    'a large value read',
    [
      ['storage_read', ...key, 2],
      ['register_len', 2],
    ],
    stored,
  )
  p.add('a large value replaced', [write, ['storage_usage'], ['register_len', 1]], stored)
  p.add('a large value removed', [['storage_remove', ...key, 1], ['storage_usage']], stored)
  p.add('a value replaced by the same', [['storage_write', ...key, 4_001, 1_000_000, 1]], stored)
}

function addPromises(p: HostProgram): void {
  const bob = p.text('bob.near')
  const own = p.text('contract.near')
  const create: Step = ['promise_batch_create', ...bob]
  const [, zeros] = p.bytes(new Uint8Array(129 * 8))
  p.add('as many promises as allowed', times(1_024, create), { context: MUCH_GAS })
  p.add('one promise too many', times(1_025, create), { context: MUCH_GAS })
  p.add(
    'as many dependencies as allowed',
    [create, ['promise_and', zeros, 128], ['promise_batch_then', 1, ...own]],
    { context: MUCH_GAS },
  )
  p.add('one dependency too many', [create, ['promise_and', zeros, 129]])
  p.add('joint promises joined', [
    create,
    ['promise_batch_create', ...own],
    ['promise_and', p.u64s(0n, 1n, 0n), 3],
    ['promise_and', p.u64s(2n, 2n, 1n), 3],
    ['promise_batch_then', 3, ...own],
    ['promise_batch_then', 4, ...bob],
    ['promise_return', 5],
  ])
  p.add('a promise and then a value', [create, ['promise_return', 0], ['value_return', 3, 0]])
  p.add('a value and then a promise', [create, ['value_return', 3, 0], ['promise_return', 0]])
  p.add('actions on receipts in turn', [
    create,
    ['promise_batch_create', ...own],
    ['promise_batch_action_create_account', 1],
    ['promise_batch_action_create_account', 0],
    ['promise_batch_action_transfer', 1, p.u128(NEAR)],
    ['promise_batch_action_delete_account', 0, ...own],
  ])
  const key = p.bytes(Uint8Array.of(1, ...secp256k1Key.data))
  p.add('a secp256k1 key', [create, ['promise_batch_action_delete_key', 0, ...key]])
  p.add('a key of an unknown curve', [
    create,
    ['promise_batch_action_delete_key', 0, ...p.bytes(Uint8Array.of(3, ...new Uint8Array(32)))],
  ])
  for (const [word, id] of Object.entries(RECEIVERS)) {
    const toReceiver: Step = ['promise_batch_create', ...p.text(id)]
    p.add(`a transfer to ${word}`, [toReceiver, ['promise_batch_action_transfer', 0, p.u128(1n)]])
  }
}

const RECEIVERS = {
  'an implicit account': 'ab'.repeat(32),
  'an Ethereum account': `0x${'cd'.repeat(20)}`,
  'a deterministic account': `0s${'ef'.repeat(20)}`,
  'a universal account': `0u${'0'.repeat(52)}`,
  'what is nearly an implicit account': `${'ab'.repeat(31)}zz`,
}

function addGasAndDeposits(p: HostProgram): void {
  const bob = p.text('bob.near')
  const method = p.text('method')
  const create: Step = ['promise_batch_create', ...bob]
  const call = (index: number, gas: bigint, weight: bigint, deposit = 0n): Step => [
    'promise_batch_action_function_call_weight',
    index,
    ...method,
    ...method,
    p.u128(deposit),
    gas,
    weight,
  ]
  p.add('gas shared by weight', [create, call(0, GAS, 3n), call(0, 0n, 2n), call(0, GAS, 0n)])
  p.add('gas shared in the order of the calls', [create, create, call(1, 1n, 3n), call(0, 2n, 4n)])
  p.add('gas shared by weights that fill 64 bits', [
    create,
    call(0, 0n, 2n ** 64n - 1n),
    call(0, 0n, 2n ** 64n - 1n),
    call(0, 0n, 1n),
  ])
  p.add('all gas promised', [create, ['used_gas'], call(0, 10n ** 14n, 0n)])
  p.add('more gas than there is', [create, call(0, 2n ** 64n - 1n, 0n)])
  p.add('gas before and after a promise', [
    ['used_gas'],
    create,
    ['used_gas'],
    call(0, GAS, 0n),
    ['used_gas'],
    ['prepaid_gas'],
  ])
  p.add('deposits that use the balance up', [
    create,
    ['promise_batch_action_transfer', 0, p.u128(11n * NEAR)],
    ['account_balance', FREE],
  ])
  p.add('deposits beyond the balance', [
    create,
    ['promise_batch_action_transfer', 0, p.u128(11n * NEAR)],
    call(0, 0n, 0n, 1n),
  ])
  for (const [balance, deposit] of [
    ['0', 1n],
    ['0', 2n],
    ['1', 1n],
  ] as const) {
    p.add(
      `${deposit} yocto to a call from a balance of ${balance}`,
      [create, call(0, 0n, 0n, deposit), call(0, 0n, 0n, deposit), ['account_balance', FREE]],
      {
        context: { accountBalance: balance, attachedDeposit: '0' },
      },
    )
  }
}

function addSignatures(p: HostProgram): void {
  const hash = new Uint8Array(32).fill(3)
  const signature = signEd25519(hash).subarray(1)
  const key = p.bytes(ed25519Key.data)
  p.add('a good ed25519 signature', [
    ['ed25519_verify', ...p.bytes(signature), ...p.bytes(hash), ...key],
  ])
  p.add('an ed25519 signature of something else', [
    ['ed25519_verify', ...p.bytes(signature), ...p.text('else'), ...key],
  ])
  p.add('an ed25519 signature of a point that is none', [
    [
      'ed25519_verify',
      ...p.bytes(Uint8Array.of(...new Uint8Array(31).fill(255), 127, ...signature.subarray(32))),
      ...p.bytes(hash),
      ...key,
    ],
  ])
  p.add('an ed25519 key that is none', [
    [
      'ed25519_verify',
      ...p.bytes(signature),
      ...p.bytes(hash),
      ...p.bytes(new Uint8Array(32).fill(255)),
    ],
  ])
  p.add('the zero ed25519 key', [
    [
      'ed25519_verify',
      ...p.bytes(new Uint8Array(64)),
      ...p.bytes(hash),
      ...p.bytes(new Uint8Array(32)),
    ],
  ])
  const recoverable = signSecp256k1(hash).subarray(1)
  const [short, v] = [p.bytes(recoverable.subarray(0, 64)), recoverable[64] as number]
  for (const malleable of [0, 1]) {
    p.add(`ecrecover with flag ${malleable}`, [
      ['ecrecover', ...p.bytes(hash), ...short, v, malleable, 1],
      ['value_return', FROM_REGISTER, 1],
    ])
  }
  p.add('ecrecover with the other point', [
    ['ecrecover', ...p.bytes(hash), ...short, 1 - v, 0, 1],
    ['value_return', FROM_REGISTER, 1],
  ])
  p.add('ecrecover with a point beyond the field', [
    ['ecrecover', ...p.bytes(hash), ...short, v + 2, 0, 1],
  ])
  for (const [word, s] of Object.entries(HIGH_AND_LOW)) {
    const bytes = Buffer.concat([recoverable.subarray(0, 32), Buffer.from(s, 'hex')])
    for (const flag of [0, 1])
      p.add(`ecrecover with ${word} and flag ${flag}`, [
        ['ecrecover', ...p.bytes(hash), ...p.bytes(bytes), v, flag, 1],
      ])
  }
  for (const length of [0, 1, 55, 56, 63, 64, 65, 135, 136, 137, 1_000]) {
    for (const name of ['sha256', 'keccak256', 'keccak512', 'ripemd160']) {
      p.add(`${name} of ${length} bytes`, [
        [name, length, 1_024, 1],
        ['value_return', FROM_REGISTER, 1],
      ])
    }
  }
}

/** Values of s at the edges: half the order of secp256k1, one more, the order less one, the order, and zero. */
const HIGH_AND_LOW = {
  'half the order': '7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0',
  'one more than half the order':
    '7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a1',
  'one less than the order': 'fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140',
  'the order': 'fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141',
  zero: '00'.repeat(32),
}
