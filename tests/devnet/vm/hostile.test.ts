import { fc, testProp } from '@fast-check/ava'
import test from 'ava'
import { hostFunctions } from '../../../devnet/vm/host/all-functions.ts'
import { I64 } from '../../../devnet/vm/wasm/module.ts'
import { type HostCall, hostCalls } from './host-call.ts'
import { call, contextOf, contract, errorOf } from './support.ts'

/** Every host function of 64-bit parameters. */
const functions = Object.entries(hostFunctions).filter(
  ([, { params, result }]) => params.every((type) => type === I64) && (result ?? I64) === I64,
)

const EDGES = [
  0n,
  1n,
  2n ** 16n,
  2n ** 26n - 1n,
  2n ** 26n,
  2n ** 26n + 1n,
  2n ** 31n,
  2n ** 32n - 1n,
  2n ** 32n,
  2n ** 53n + 1n,
  2n ** 63n,
  2n ** 64n - 2n,
  2n ** 64n - 1n,
]
const anyNumber = fc.oneof(
  fc.constantFrom(...EDGES),
  fc.bigInt(0n, 200n),
  fc.bigInt(0n, 2n ** 64n - 1n),
)

testProp(
  'host functions answer or fail, whatever numbers a contract gives them',
  [
    fc
      .constantFrom(...functions)
      .chain(([name, { params, result }]) =>
        fc
          .array(fc.tuple(...params.map(() => anyNumber)), { minLength: 1, maxLength: 3 })
          .map((lists) =>
            lists.map((args): HostCall => ({ name, args, gives: result !== undefined })),
          ),
      ),
    fc.boolean(),
  ],
  (t, calls, isView) => {
    const outcome = hostCalls(calls, { data: 'bob.near', context: { isView } })
    const sum = Object.values(outcome.profile).reduce((total, gas) => total + gas, 0n)
    t.is(sum, outcome.gasBurnt)
    t.true(outcome.gasUsed >= outcome.gasBurnt)
  },
  { numRuns: 500 },
)

for (const [name, args] of [
  ['log_utf8', [10, 67_108_860]],
  ['sha256', [1, 67_108_864, 0]],
  ['write_register', [0, 2n ** 32n, 0]],
  ['account_balance', [67_108_849]],
  ['account_balance', [2n ** 64n - 8n]],
  ['promise_batch_create', [5, 67_108_862]],
] as const) {
  test(`${name}(${args.join(', ')}) is an access outside of the memory`, (t) => {
    const gives = name === 'promise_batch_create'
    const outcome = hostCalls([{ name, args, gives }], { context: { prepaidGas: 10n ** 15n } })
    const isTooDear = outcome.error?.type === 'HostError' && /Gas/.test(outcome.error.kind)
    t.true(
      isTooDear ||
        errorOf(outcome) === 'MemoryAccessViolation: Accessed memory outside the bounds.',
    )
    if (name !== 'write_register') t.false(isTooDear)
  })
}

test('the last byte of the memory can be read', (t) => {
  t.is(hostCalls([{ name: 'sha256', args: [1, 67_108_863, 0] }]).error, undefined)
})

const runBytes = (code: Uint8Array) => call(code)

testProp(
  'random bytes are refused and never crash',
  [fc.uint8Array({ maxLength: 200 }), fc.boolean()],
  (t, bytes, withMagic) => {
    const code = withMagic ? Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...bytes) : bytes
    const { error } = runBytes(code)
    t.not(error, undefined)
  },
  { numRuns: 2_000 },
)

const SAMPLE = contract(
  `(local $i i32)
   (call $input (i64.const 0))
   (loop $again
     (call $log_utf8 (i64.const 3) (i64.const 0))
     (drop (call $storage_write (i64.const 3) (i64.const 0) (i64.const 1) (i64.extend_i32_u (local.get $i)) (i64.const 1)))
     (local.set $i (i32.add (local.get $i) (i32.const 1)))
     (if (i32.lt_u (local.get $i) (i32.const 5)) (then (br $again)) (else (memory.fill (i32.const 9) (i32.const 1) (local.get $i)))))
   (call_indirect (i32.const 0))
   (call $value_return (i64.const 3) (i64.const 0))`,
  'keyvalue',
  '(table 2 funcref) (elem (i32.const 0) $f) (global $g (mut i64) (i64.const 3)) (func $f (global.set $g (i64.const 1)))',
)

testProp(
  'a contract with some bytes changed runs, fails or is refused, and never crashes or runs on',
  [fc.array(fc.tuple(fc.nat(SAMPLE.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 })],
  (t, changes) => {
    const code = SAMPLE.slice()
    for (const [at, value] of changes) code[at] = value
    const outcome = runBytes(code)
    t.true(outcome.gasBurnt <= contextOf().prepaidGas)
  },
  { numRuns: 2_000 },
)

testProp('a contract that is cut off is refused', [fc.nat(SAMPLE.length - 1)], (t, length) => {
  t.not(runBytes(SAMPLE.subarray(0, length)).error, undefined)
})

test('the contract itself succeeds', (t) => {
  t.is(errorOf(call(SAMPLE)), undefined)
})
