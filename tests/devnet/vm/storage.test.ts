import test from 'ava'
import { type HostCall, hostCalls, numberFrom, registerAfter } from './host-call.ts'
import { createStorage, errorOf, TGAS } from './support.ts'

// At 0: key; at 3: value; at 8: new.
const data = 'keyvaluenew'
const WRITE: HostCall = { name: 'storage_write', args: [3, 0, 5, 3, 0], gives: true }
const REWRITE: HostCall = { name: 'storage_write', args: [3, 0, 3, 8, 0], gives: true }
const READ: HostCall = { name: 'storage_read', args: [3, 0, 0], gives: true }
const REMOVE: HostCall = { name: 'storage_remove', args: [3, 0, 0], gives: true }
const HAS: HostCall = { name: 'storage_has_key', args: [3, 0], gives: true }

test('writing says whether there was a value, which is then in the register', (t) => {
  t.is(numberFrom([WRITE], { data }), 0n)
  t.is(numberFrom([WRITE, REWRITE], { data }), 1n)
  t.is(registerAfter([WRITE, REWRITE], { data }).toString(), 'value')
})

test('reading finds what is stored, what the call wrote, and not what it removed', (t) => {
  t.is(numberFrom([READ], { data }), 0n)
  t.is(registerAfter([READ], { data, storage: createStorage({ key: 'old' }) }).toString(), 'old')
  t.is(registerAfter([WRITE, REWRITE, READ], { data }).toString(), 'new')
  t.is(numberFrom([WRITE, REMOVE, READ], { data }), 0n)
})

test('removing says whether there was a value and gives it', (t) => {
  t.is(numberFrom([REMOVE], { data }), 0n)
  t.is(registerAfter([REMOVE], { data, storage: createStorage({ key: 'old' }) }).toString(), 'old')
})

test('has_key tells without reading', (t) => {
  t.is(numberFrom([HAS], { data }), 0n)
  t.is(numberFrom([WRITE, HAS], { data }), 1n)
  t.is(numberFrom([HAS], { data, storage: createStorage({ key: '' }) }), 1n)
})

test('an empty key and an empty value are stored like others', (t) => {
  const storage = createStorage()
  const outcome = hostCalls([{ name: 'storage_write', args: [0, 0, 0, 0, 0], gives: true }], {
    storage,
  })
  t.deepEqual([...storage.contents], [['', '']])
  t.is(outcome.storageUsageDelta, 40n)
})

test('keys may hold any bytes', (t) => {
  const storage = createStorage()
  hostCalls([{ name: 'storage_write', args: [4, 0, 1, 3, 0], gives: true }], {
    storage,
    data: Uint8Array.of(0, 255, 0x80, 10),
  })
  t.deepEqual([...storage.contents], [['\x00\xff\x80\n', '\n']])
})

const delta = test.macro((t, calls: HostCall[], expected: bigint) => {
  const storage = createStorage({ key: 'old' })
  t.is(hostCalls(calls, { data, storage }).storageUsageDelta, expected)
})
test('a longer value adds the difference', delta, [WRITE], 2n)
test('a value of the same length changes nothing', delta, [REWRITE], 0n)
test('a removed record gives back its key, its value and 40', delta, [REMOVE], -46n)
test('removing and writing again counts both', delta, [REMOVE, WRITE], 2n)

test('what a call removes is removed, and a key written and removed was never there', (t) => {
  const storage = createStorage({ key: 'old', other: 'x' })
  hostCalls([REMOVE], { data, storage })
  t.deepEqual([...storage.contents.keys()], ['other'])
  const empty = createStorage()
  hostCalls([WRITE, REMOVE], { data, storage: empty })
  t.is(empty.contents.size, 0)
})

test('values can come from registers', (t) => {
  const storage = createStorage()
  hostCalls(
    [
      { name: 'write_register', args: [5, 5, 3] },
      { name: 'storage_write', args: [3, 0, -1n, 5, 0], gives: true },
    ],
    { data, storage },
  )
  t.is(storage.contents.get('key'), 'value')
})

test('keys of more than 2,048 bytes and values of more than 4 MiB are refused', (t) => {
  const write = (key: number, value: number) =>
    hostCalls([{ name: 'storage_write', args: [key, 0, value, 0, 0], gives: true }], {
      context: { prepaidGas: 1_000n * TGAS },
    })
  t.is(write(2_048, 1).error, undefined)
  t.is(
    errorOf(write(2_049, 1)),
    'KeyLengthExceeded: The length of a storage key 2049 exceeds the limit 2048',
  )
  t.is(
    errorOf(write(1, 4_194_305)),
    'ValueLengthExceeded: The length of a storage value 4194305 exceeds the limit 4194304',
  )
})

test('iterators are deprecated', (t) => {
  t.is(
    errorOf(hostCalls([{ name: 'storage_iter_prefix', args: [0, 0], gives: true }])),
    'Deprecated: Attempted to call deprecated host function storage_iter_prefix',
  )
})

test('storage costs are those of nearcore, with trie nodes estimated under a name that says so', (t) => {
  const { profile } = hostCalls([WRITE, REWRITE, READ, HAS, REMOVE], { data })
  t.like(profile, {
    STORAGE_WRITE_BASE: 2n * 64_196_736_000n,
    STORAGE_WRITE_KEY_BYTE: 6n * 70_482_867n,
    STORAGE_WRITE_VALUE_BYTE: 8n * 31_018_539n,
    STORAGE_WRITE_EVICTED_BYTE: 5n * 32_117_307n,
    STORAGE_READ_BASE: 56_356_845_749n,
    STORAGE_READ_KEY_BYTE: 3n * 30_952_533n,
    STORAGE_READ_VALUE_BYTE: 3n * 5_611_004n,
    STORAGE_HAS_KEY_BASE: 54_039_896_625n,
    STORAGE_HAS_KEY_BYTE: 3n * 30_790_845n,
    STORAGE_REMOVE_BASE: 53_473_030_500n,
    STORAGE_REMOVE_KEY_BYTE: 3n * 38_220_384n,
    STORAGE_REMOVE_RET_VALUE_BYTE: 3n * 11_531_556n,
    APPROXIMATED_TOUCHING_TRIE_NODE: 9n * 2_280_000_000n,
  })
})

test('values of more than 4,000 bytes pay for a large read', (t) => {
  const storage = createStorage({ key: 'x'.repeat(4_001) })
  const { profile } = hostCalls([READ], { data, storage })
  t.is(profile.STORAGE_LARGE_READ_OVERHEAD_BASE, 1n)
  t.is(profile.STORAGE_LARGE_READ_OVERHEAD_BYTE, 4_001n)
})
