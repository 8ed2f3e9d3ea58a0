import test from 'ava'
import type { VmYields } from '../../../devnet/vm/index.ts'
import { type HostCall, hostCalls, numberFrom, registerAfter } from './host-call.ts'
import { errorOf, TGAS } from './support.ts'

/** A method name at 0, arguments at 8, the data id that the first promise gets at 32, another at 64, a payload at 96. */
const data = (() => {
  const bytes = Buffer.alloc(128)
  bytes.write('run')
  bytes.write('{}', 8)
  bytes.fill(9, 64, 96)
  bytes.write('answer', 96)
  return bytes
})()

const create = (weight = 0): HostCall => ({
  name: 'promise_yield_create',
  args: [3, 0, 2, 8, 5n * TGAS, weight, 0],
  gives: true,
})
const resume = (id: number, length = 6): HostCall => ({
  name: 'promise_yield_resume',
  args: [32, id, length, 96],
  gives: 'i32',
})

test('a contract yields to a call of itself, which waits under a data id', (t) => {
  const outcome = hostCalls([create(2)], { data })
  t.is(outcome.error, undefined)
  t.deepEqual(outcome.promises, [
    {
      kind: 'receipt',
      receiverId: 'contract.near',
      dependsOn: [],
      actions: [
        {
          type: 'FunctionCall',
          methodName: 'run',
          args: Uint8Array.from(Buffer.from('{}')),
          deposit: 0n,
          // What is left goes to it, since nothing else has a weight.
          gas: outcome.promises[0]?.kind === 'receipt' ? gasOf(outcome.promises[0].actions) : 0n,
          gasWeight: 2n,
        },
      ],
      yielded: { dataId: new Uint8Array(32), yieldId: undefined },
    },
  ])
  t.deepEqual(registerAfter([create()], { data }), Buffer.alloc(32))
})

function gasOf([action]: readonly { type: string; gas?: bigint }[]): bigint {
  return action?.gas ?? 0n
}

test('data ids are counted over all that the call makes', (t) => {
  const other: HostCall = { name: 'promise_batch_then', args: [0, 3, 0], gives: true }
  const { promises } = hostCalls([create(), other, create()], { data })
  t.deepEqual(
    promises.flatMap((promise) =>
      promise.kind === 'receipt' ? (promise.yielded?.dataId[0] ?? []) : [],
    ),
    // The second is of what `promise_batch_then` waits for.
    [0, 2],
  )
})

const waiting: VmYields = { has: (id) => id[0] === 9, dataIdOf: () => undefined }

test('what an earlier call or this one has yielded can be resumed, and nothing else', (t) => {
  const context = { yields: waiting }
  t.is(numberFrom([resume(64)], { data, context }), 1n)
  t.is(numberFrom([resume(32)], { data, context }), 0n)
  t.is(numberFrom([create(), resume(32)], { data, context }), 1n)
  const outcome = hostCalls([resume(64), resume(32)], { data, context })
  t.deepEqual(outcome.resumed, [
    { dataId: new Uint8Array(32).fill(9), payload: Uint8Array.from(Buffer.from('answer')) },
  ])
})

const refused = test.macro((t, call: HostCall, expected: string) => {
  t.is(errorOf(hostCalls([call], { data })), expected)
})
test(
  'a data id has 32 bytes',
  refused,
  { ...resume(64), args: [31, 64, 6, 96] },
  'DataIdMalformed: yield resumption token is malformed',
)
test(
  'an answer is a kilobyte at most',
  refused,
  resume(64, 1_025),
  'YieldPayloadLength: Yield resume payload is 1025 bytes which exceeds the 1024 byte limit',
)
test(
  'an answer of a length that cannot be is not paid for',
  refused,
  { ...resume(64), args: [32, 64, -1, 96] },
  'IntegerOverflow: Integer overflow.',
)
test(
  'a yield names a method',
  refused,
  { ...create(), args: [0, 0, 2, 8, 0, 0, 0] },
  'EmptyMethodName: Tried to call an empty method name.',
)

test('yielding and resuming cost what nearcore charges', (t) => {
  const made = hostCalls([create()], { data })
  // 67.yaml: base, and 3 + 2 bytes.
  t.is(made.profile.YIELD_CREATE_BASE, 153_411_779_276n)
  t.is(made.profile.YIELD_CREATE_BYTE, 5n * 15_643_988n)
  // A receipt to oneself with one input, whose data are burnt for both ways.
  t.is(made.profile.NEW_ACTION_RECEIPT, 108_059_500_000n + 2n * 36_486_732_312n)
  t.is(made.profile.FUNCTION_CALL_BASE, 200_000_000_000n)
  t.is(made.profile.FUNCTION_CALL_BYTE, 5n * 2_235_934n)
  const answered = hostCalls([resume(64)], { data, context: { yields: waiting } })
  // 67.yaml and 73.yaml: base, and 6 bytes.
  t.is(answered.profile.YIELD_RESUME_BASE, 1_195_627_285_210n)
  t.is(answered.profile.YIELD_RESUME_BYTE, 6n * 47_683_715n)
})
