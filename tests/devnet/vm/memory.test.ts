import { fc, testProp } from '@fast-check/ava'
import test from 'ava'
import { createVm } from '../../../devnet/vm/index.ts'
import { call, contextOf, contract, createStorage, errorOf, wat } from './support.ts'

const fails = (condition: string) => `(if ${condition} (then (unreachable)))`

test('memory has 1,024 pages whatever the module declares', (t) => {
  for (const declared of ['', '(memory 0)', '(memory 3 3)', '(memory 60000)']) {
    if (declared === '') {
      t.is(errorOf(call(wat('(module (func (export "main")))'))), undefined)
      continue
    }
    const code = wat(`(module ${declared} (func (export "main")
      ${fails('(i32.ne (memory.size) (i32.const 1024))')}
      (i32.store (i32.const 67108860) (i32.const 1))))`)
    t.is(errorOf(call(code)), undefined, declared)
  }
})

test('memory grows up to 2,048 pages and then gives -1', (t) => {
  const code = contract(`
    ${fails('(i32.ne (memory.grow (i32.const 1000)) (i32.const 1024))')}
    ${fails('(i32.ne (memory.grow (i32.const 25)) (i32.const -1))')}
    ${fails('(i32.ne (memory.grow (i32.const 24)) (i32.const 2024))')}
    ${fails('(i32.ne (memory.grow (i32.const 1)) (i32.const -1))')}
    (i32.store (i32.const 134217724) (i32.const 1))`)
  t.is(errorOf(call(code)), undefined)
})

test('memory that has grown is small again in the next call', (t) => {
  const grow = contract('(drop (memory.grow (i32.const 1)))')
  const check = contract(fails('(i32.ne (memory.size) (i32.const 1024))'))
  t.is(errorOf(call(grow)), undefined)
  t.is(errorOf(call(check)), undefined)
  t.is(errorOf(call(grow)), undefined)
})

test('host functions see memory that has grown', (t) => {
  const code = contract(`(drop (memory.grow (i32.const 1)))
    (i32.store8 (i32.const 67108864) (i32.const 65))
    (call $log_utf8 (i64.const 1) (i64.const 67108864))`)
  t.deepEqual(call(code).logs, ['A'])
})

/** Fails unless all 64 MiB are zero. The gas is not enough for less than a fill, so it looks at 8 bytes at a time. */
const ALL_ZERO = wat(`(module (memory 1) (func (export "main") (local $at i32)
  (loop $next
    (if (i64.ne (i64.load (local.get $at)) (i64.const 0)) (then (unreachable)))
    (local.set $at (i32.add (local.get $at) (i32.const 8)))
    (br_if $next (i32.lt_u (local.get $at) (i32.const 67108864))))))`)

/** All that writes: stores of every kind, bulk instructions, and host functions. */
const WRITER = wat(`(module
  (import "env" "input" (func $input (param i64)))
  (import "env" "read_register" (func $read_register (param i64 i64)))
  (import "env" "account_balance" (func $account_balance (param i64)))
  (memory 1) (data $passive "segment") (data (i32.const 5000) "data")
  (func (export "i32") (i32.store (call $at) (i32.const -1)))
  (func (export "i32_8") (i32.store8 offset=3 (call $at) (i32.const -1)))
  (func (export "i32_16") (i32.store16 offset=4095 (call $at) (i32.const -1)))
  (func (export "i64") (i64.store offset=9 align=1 (call $at) (i64.const -1)))
  (func (export "i64_8") (i64.store8 (call $at) (i64.const -1)))
  (func (export "i64_16") (i64.store16 (call $at) (i64.const -1)))
  (func (export "i64_32") (i64.store32 offset=70000 (call $at) (i64.const -1)))
  (func (export "f32") (f32.store (call $at) (f32.const -1)))
  (func (export "f64") (f64.store (call $at) (f64.const -1)))
  (func (export "fill") (memory.fill (call $at) (i32.const 1) (i32.const 20000)))
  (func (export "copy")
    (memory.fill (i32.const 0) (i32.const 1) (i32.const 9000))
    (memory.copy (call $at) (i32.const 0) (i32.const 9000)))
  (func (export "init") (memory.init $passive (call $at) (i32.const 0) (i32.const 7)))
  (func (export "register") (call $input (i64.const 1))
    (call $read_register (i64.const 1) (i64.extend_i32_u (call $at))))
  (func (export "balance") (call $account_balance (i64.extend_i32_u (call $at))))
  (func (export "trap") (i32.store (call $at) (i32.const 1)) (unreachable))
  (func $at (result i32)
    (call $input (i64.const 0)) (call $read_register (i64.const 0) (i64.const 16))
    (i32.load (i32.const 16))))`)

const WAYS = [
  'i32',
  'i32_8',
  'i32_16',
  'i64',
  'i64_8',
  'i64_16',
  'i64_32',
  'f32',
  'f64',
  'fill',
  'copy',
  'init',
  'register',
  'balance',
  'trap',
] as const

/** Addresses anywhere, and often just before a multiple of 4,096, where a store reaches into what is marked apart. */
const ADDRESS = fc.oneof(
  fc.nat(67_000_000),
  fc.tuple(fc.nat(16_000), fc.nat(9)).map(([chunk, before]) => (chunk + 1) * 4_096 - before),
)

testProp(
  'a call finds only zeros, whatever the call before has written',
  [fc.constantFrom(...WAYS), ADDRESS, fc.boolean()],
  (t, method, address, alwaysExact) => {
    const vm = createVm({ alwaysExact })
    const input = new Uint8Array(5_000).fill(255)
    new DataView(input.buffer).setUint32(0, address, true)
    const run = (code: Uint8Array, name: string) =>
      vm.run({
        code,
        method: name,
        context: contextOf({ input, prepaidGas: 10n ** 15n }),
        storage: createStorage(),
      })
    t.is(errorOf(run(WRITER, method))?.split(':')[0], method === 'trap' ? 'Unreachable' : undefined)
    t.is(errorOf(run(ALL_ZERO, 'main')), undefined)
  },
  { numRuns: 60 },
)

test('a memory that seems small cannot be used beyond what it seems to have', (t) => {
  const beyond = [
    '(drop (i32.load8_u (i32.const 67108864)))',
    '(drop (i64.load offset=1 (i32.const 67108856)))',
    '(i64.store32 offset=67108861 (i32.const 0) (i64.const 1))',
    '(memory.copy (i32.const 0) (i32.const 67108860) (i32.const 5))',
    '(memory.copy (i32.const 67108860) (i32.const 0) (i32.const 5))',
    '(memory.fill (i32.const 67108865) (i32.const 0) (i32.const 0))',
  ]
  const trap = 'MemoryOutOfBounds: WebAssembly trap: Memory out of bounds trap.'
  for (const body of beyond) t.is(errorOf(call(contract(body))), trap, body)
  for (const body of beyond) {
    t.is(errorOf(call(contract(`(drop (memory.grow (i32.const 1))) ${body}`))), undefined, body)
  }
})

test('a contract that has grown its memory once gives the same the second time', (t) => {
  const vm = createVm()
  const code = contract(`(drop (memory.grow (i32.const 2)))
    (i32.store (i32.const 67108864) (i32.add (i32.load (i32.const 67108864)) (i32.const 7)))
    (call $value_return (i64.const 4) (i64.const 67108864))`)
  const run = () => vm.run({ code, method: 'main', context: contextOf(), storage: createStorage() })
  const first = run()
  t.deepEqual(first.returned, { kind: 'value', value: Uint8Array.of(7, 0, 0, 0) })
  t.deepEqual(run(), first)
  t.deepEqual(run(), first)
})

test('globals and tables are new in every call', (t) => {
  const code =
    wat(`(module (table 2 funcref) (elem declare func $f) (func $f) (global $g (mut i32) (i32.const 0))
    (func (export "main")
      ${fails('(i32.ne (global.get $g) (i32.const 0))')}
      ${fails('(i32.eqz (ref.is_null (table.get (i32.const 1))))')}
      (global.set $g (i32.const 1)) (table.set (i32.const 1) (ref.func $f))))`)
  t.is(errorOf(call(code)), undefined)
  t.is(errorOf(call(code)), undefined)
})
