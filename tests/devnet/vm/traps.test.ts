import test from 'ava'
import { call, contract, errorOf, wat } from './support.ts'

const TABLE = `(type $nothing (func)) (type $number (func (result i32)))
  (table 3 funcref) (elem (i32.const 0) $f) (func $f)`

const traps = test.macro((t, body: string, kind: string, text: string) => {
  t.is(errorOf(call(contract(body, '', TABLE))), `${kind}: WebAssembly trap: ${text}`)
})

const OUT_OF_BOUNDS = ['MemoryOutOfBounds', 'Memory out of bounds trap.'] as const
const ARITHMETIC = ['IllegalArithmetic', 'An arithmetic exception, e.g. divided by zero.'] as const

test('unreachable', traps, '(unreachable)', 'Unreachable', 'An `unreachable` opcode was executed.')
test('division by zero', traps, '(drop (i32.div_s (i32.const 1) (i32.const 0)))', ...ARITHMETIC)
test('remainder by zero', traps, '(drop (i64.rem_u (i64.const 1) (i64.const 0)))', ...ARITHMETIC)
test(
  'a quotient that does not fit',
  traps,
  '(drop (i32.div_s (i32.const 0x80000000) (i32.const -1)))',
  ...ARITHMETIC,
)
test('a float that is no integer', traps, '(drop (i32.trunc_f64_s (f64.const nan)))', ...ARITHMETIC)
test('a load beyond the memory', traps, '(drop (i32.load (i32.const 67108861)))', ...OUT_OF_BOUNDS)
test(
  'a store beyond the memory',
  traps,
  '(i32.store (i32.const -1) (i32.const 1))',
  ...OUT_OF_BOUNDS,
)
test(
  'a store whose offset takes it beyond 32 bits',
  traps,
  '(i32.store offset=4294967295 (i32.const 8) (i32.const 1))',
  ...OUT_OF_BOUNDS,
)
test(
  'a copy beyond the memory',
  traps,
  '(memory.copy (i32.const 67108000) (i32.const 0) (i32.const 1000))',
  ...OUT_OF_BOUNDS,
)
test(
  'a call beyond the table',
  traps,
  '(call_indirect (type $nothing) (i32.const 3))',
  ...OUT_OF_BOUNDS,
)
test(
  'a call of an empty table entry',
  traps,
  '(call_indirect (type $nothing) (i32.const 1))',
  'IndirectCallToNull',
  'Indirect call to null.',
)
test(
  'a call of a function of another type',
  traps,
  '(drop (call_indirect (type $number) (i32.const 0)))',
  'IncorrectCallIndirectSignature',
  'Call indirect incorrect signature trap.',
)

test('an indirect call of the right type is no trap', (t) => {
  t.is(
    errorOf(call(contract('(call_indirect (type $nothing) (i32.const 0))', '', TABLE))),
    undefined,
  )
})

test('finding out about an empty table entry does not run the call twice', (t) => {
  const body = `(call $log_utf8 (i64.const 3) (i64.const 0))
    (call_indirect (type $nothing) (i32.const 2))`
  const outcome = call(contract(body, 'one', TABLE))
  t.deepEqual(outcome.logs, ['one'])
})

test('data that does not fit into the memory is a trap that keeps the loading fee', (t) => {
  const code = wat('(module (memory 2000) (data (i32.const 67108863) "ab") (func (export "main")))')
  const outcome = call(code)
  t.is(errorOf(outcome), 'MemoryOutOfBounds: WebAssembly trap: Memory out of bounds trap.')
  t.is(outcome.instructions, 0n)
  t.true(outcome.gasBurnt > 0n)
})

test('elements that do not fit into the table are a trap too', (t) => {
  const code = wat(
    '(module (table 1 funcref) (elem (i32.const 1) $f) (func $f) (func (export "main")))',
  )
  t.is(errorOf(call(code)), 'MemoryOutOfBounds: WebAssembly trap: Memory out of bounds trap.')
})
