import test from 'ava'
import { call, contract, createStorage, errorOf, returnedText } from './support.ts'

// At 0: "key"; at 3: "value"; at 8: "hello"; from 100: scratch.
const DATA = 'keyvaluehello'

test('a contract logs, reads its input and returns a value', (t) => {
  const code = contract(
    `(call $log_utf8 (i64.const 5) (i64.const 8))
     (call $input (i64.const 0))
     (call $read_register (i64.const 0) (i64.const 100))
     (call $value_return (call $register_len (i64.const 0)) (i64.const 100))`,
    DATA,
  )
  const outcome = call(code, { context: { input: Buffer.from('world') } })
  t.is(outcome.error, undefined)
  t.deepEqual(outcome.logs, ['hello'])
  t.is(returnedText(outcome), 'world')
})

test('a value can be returned straight from a register', (t) => {
  const code = contract(
    '(call $input (i64.const 4)) (call $value_return (i64.const -1) (i64.const 4))',
  )
  t.is(returnedText(call(code, { context: { input: Buffer.from('abc') } })), 'abc')
})

test('a panic fails the call with its message and keeps the logs', (t) => {
  const code = contract(
    '(call $log_utf8 (i64.const 3) (i64.const 0)) (call $panic_utf8 (i64.const 5) (i64.const 8))',
    DATA,
  )
  const outcome = call(code)
  t.is(errorOf(outcome), 'GuestPanic: Smart contract panicked: hello')
  t.deepEqual(outcome.logs, ['key'])
})

const WRITE = `(drop (call $storage_write
  (i64.const 3) (i64.const 0) (i64.const 5) (i64.const 3) (i64.const 0)))`

test('a successful call writes, and a record counts 40 bytes more than its key and value', (t) => {
  const storage = createStorage()
  const outcome = call(contract(WRITE, DATA), { storage })
  t.deepEqual([...storage.contents], [['key', 'value']])
  t.is(outcome.storageUsageDelta, 48n)
})

test('a failed call writes nothing', (t) => {
  const storage = createStorage({ key: 'old' })
  const outcome = call(contract(`${WRITE} (unreachable)`, DATA), { storage })
  t.is(errorOf(outcome), 'Unreachable: WebAssembly trap: An `unreachable` opcode was executed.')
  t.deepEqual([...storage.contents], [['key', 'old']])
  t.is(outcome.storageUsageDelta, 0n)
})

test('the parts of the profile add up to the gas burnt', (t) => {
  const outcome = call(contract(WRITE, DATA))
  const sum = Object.values(outcome.profile).reduce((total, gas) => total + gas, 0n)
  t.is(sum, outcome.gasBurnt)
  t.is(outcome.gasUsed, outcome.gasBurnt)
})

test('methods that are missing, unnamed or take arguments are refused and cost nothing', (t) => {
  const code = contract('(nop)')
  t.is(errorOf(call(code, { method: 'other' })), 'MethodNotFound')
  t.is(errorOf(call(code, { method: '' })), 'MethodEmptyName')
  t.is(call(code, { method: 'other' }).gasBurnt, 0n)
  const withArgument = contract('(nop)', '', '(func (export "arg") (param i32))')
  t.is(errorOf(call(withArgument, { method: 'arg' })), 'MethodInvalidSignature')
})

test('methods are looked up by name only, not among what objects inherit', (t) => {
  t.is(errorOf(call(contract('(nop)'), { method: 'constructor' })), 'MethodNotFound')
  t.is(errorOf(call(contract('(nop)'), { method: '__proto__' })), 'MethodNotFound')
})
