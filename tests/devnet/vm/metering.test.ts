import test from 'ava'
import { call, contract, errorOf, TGAS, wat } from './support.ts'

/** Gas of one instruction at protocol 84. */
const OP = 822_756n
/** A function without locals pays for a frame of 64 bytes, one instruction for each 8. */
const ENTRY = 8n

/** Gas that the instructions of `main` cost, in instructions. */
function instructionsOf(code: Uint8Array): bigint {
  const outcome = call(code)
  if (outcome.error !== undefined) throw new Error(errorOf(outcome))
  return outcome.instructions
}

const counts = test.macro((t, body: string, expected: bigint) => {
  t.is(instructionsOf(contract(body)), ENTRY + expected)
})

test('an empty function costs its entry', counts, '', 0n)
test('plain instructions cost one each', counts, '(nop) (drop (i32.const 1))', 3n)
test('blocks and their ends are free', counts, '(block (block (nop)))', 1n)
test('a loop that is not repeated costs one', counts, '(loop (nop))', 2n)
test(
  'of if and else only what runs is paid, and the if itself',
  counts,
  '(if (i32.const 0) (then (nop) (nop) (nop)) (else (nop)))',
  3n,
)
test('an if without else skips what it holds', counts, '(if (i32.const 0) (then (nop) (nop)))', 2n)
test(
  'a branch out of a block skips the rest of it',
  counts,
  '(block $out (br_if $out (i32.const 1)) (nop) (nop)) (nop)',
  3n,
)
test('what follows a return is not paid', counts, '(nop) (return) (nop) (nop)', 2n)
test(
  'a br_table pays once, wherever it goes',
  counts,
  `(block $a (block $b (br_table $a $b (i32.const 1))) (nop) (nop))`,
  4n,
)
test(
  'dead code with branches in it costs nothing',
  counts,
  '(block $out (br $out) (block $in (br $in) (nop)) (nop)) (nop)',
  2n,
)

test('locals make the frame larger, eight bytes an instruction', (t) => {
  const main = (locals: string) => wat(`(module (func (export "main") ${locals}))`)
  t.is(instructionsOf(main('(local i64)')), 9n)
  t.is(instructionsOf(main('(local i32)')), 9n)
  t.is(instructionsOf(main('(local i32 i32)')), 9n)
  t.is(instructionsOf(main('(local i32 i64 f32 f64)')), 11n)
})

test('a loop is paid at every turn', (t) => {
  const code = contract(`(local $i i32)
    (loop $again
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $again (i32.lt_u (local.get $i) (i32.const 1000))))`)
  // loop, get, const, add, set, get, const, lt, br_if
  t.is(instructionsOf(code), 9n + 9n * 1000n)
})

test('a call pays for the entry of what it calls, with its parameters', (t) => {
  const code = contract(
    '(drop (call $double (i64.const 4)))',
    '',
    '(func $double (param i64) (result i64) (i64.add (local.get 0) (local.get 0)))',
  )
  // Here: const, call, drop; there: 72 bytes of frame, get, get, add.
  t.is(instructionsOf(code), 8n + 3n + 9n + 3n)
})

test('loads, stores and divisions cost one like everything else', (t) => {
  const code = contract(
    '(i32.store (i32.const 4) (i32.div_u (i32.load (i32.const 8)) (i32.const 3)))',
  )
  t.is(instructionsOf(code), ENTRY + 6n)
})

/** What a bulk instruction costs besides its three constants, in gas. */
function bulkGas(body: string, operands: bigint): bigint {
  const outcome = call(contract(body))
  if (outcome.error !== undefined) throw new Error(errorOf(outcome))
  return (outcome.profile.WASM_INSTRUCTION ?? 0n) - (ENTRY + operands) * OP
}

test('bulk instructions cost a base and a unit for each byte', (t) => {
  const fill = (count: number) =>
    bulkGas(`(memory.fill (i32.const 0) (i32.const 7) (i32.const ${count}))`, 3n)
  t.is(fill(0), 26_328_192n)
  t.is(fill(5_000), 26_328_192n + 5_000n * OP)
  const copy = '(memory.copy (i32.const 9) (i32.const 1) (i32.const 100))'
  t.is(bulkGas(copy, 3n), 26_328_192n + 100n * OP)
})

test('growing memory costs a base and a unit for each page', (t) => {
  t.is(bulkGas('(drop (memory.grow (i32.const 3)))', 2n), 26_328_192n + 3n * OP)
})

test('what a bulk instruction would cost is charged before it can trap', (t) => {
  const code = contract('(memory.fill (i32.const 0) (i32.const 7) (i32.const 200000000))')
  t.is(errorOf(call(code)), 'GasExceeded: Exceeded the prepaid gas.')
  const rich = call(code, { context: { prepaidGas: 300n * TGAS } })
  t.is(errorOf(rich), 'MemoryOutOfBounds: WebAssembly trap: Memory out of bounds trap.')
})

test('a trap costs what ran before it and the instruction that trapped', (t) => {
  const code = contract('(nop) (drop (i32.load (i32.const -1))) (nop) (nop)')
  t.is(call(code).instructions, ENTRY + 3n)
})

test('a call passes with exactly the gas it needs and fails with one less', (t) => {
  const code = contract(`(local $i i32) (loop $again
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $again (i32.lt_u (local.get $i) (i32.const 10))))`)
  const { gasBurnt } = call(code)
  t.is(call(code, { context: { prepaidGas: gasBurnt } }).error, undefined)
  const short = call(code, { context: { prepaidGas: gasBurnt - 1n } })
  t.is(errorOf(short), 'GasExceeded: Exceeded the prepaid gas.')
  t.is(short.gasBurnt, gasBurnt - 1n)
})

const ENDLESS = '(loop $again (br $again))'

test('an endless loop ends when the prepaid gas is burnt', (t) => {
  const outcome = call(contract(ENDLESS), { context: { prepaidGas: 5n * TGAS } })
  t.is(errorOf(outcome), 'GasExceeded: Exceeded the prepaid gas.')
  t.is(outcome.gasBurnt, 5n * TGAS)
  t.is(outcome.gasUsed, 5n * TGAS)
})

test('an endless loop in a view ends at the gas that one call may burn', (t) => {
  const outcome = call(contract(ENDLESS), { context: { isView: true, prepaidGas: 1n } })
  t.is(
    errorOf(outcome),
    'GasLimitExceeded: Exceeded the maximum amount of gas allowed to burn per contract.',
  )
  t.is(outcome.gasBurnt, 1_000n * TGAS)
})

test('loading the code is paid by its length before anything runs', (t) => {
  const code = contract('(nop)')
  const { profile } = call(code)
  t.is(profile.CONTRACT_LOADING_BASE, 35_445_963n)
  t.is(profile.CONTRACT_LOADING_BYTES, 1_089_295n * BigInt(code.length))
  const poor = call(code, { context: { prepaidGas: 1_000n } })
  t.is(errorOf(poor), 'GasExceeded: Exceeded the prepaid gas.')
  t.is(poor.gasBurnt, 1_000n)
})

test('a contract that counts its own instructions pays for what it says', (t) => {
  const code = contract(
    '(call $gas (i32.const 1000))',
    '',
    '(import "env" "gas" (func $gas (param i32)))',
  )
  t.is(instructionsOf(code), ENTRY + 2n + 1000n)
})
