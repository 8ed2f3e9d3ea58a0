import test from 'ava'
import { callerAt, contract, createStorage, errorOf, FIRST_VERSION, wat } from './support.ts'

/** Protocol 57 metered as pwasm-utils does; each expectation is counted by hand from its rules. */
const call = callerAt(57)
const first = (body: string, data = '', more = ''): Uint8Array =>
  contract(body, data, more, FIRST_VERSION)

const NODE = 16_101_955_926n
const CACHED_NODE = 2_280_000_000n

const counts = test.macro((t, body: string, expected: bigint, error?: string) => {
  const outcome = call(first(body))
  t.is(errorOf(outcome), error)
  t.is(outcome.instructions, expected)
})

const UNREACHABLE = 'Unreachable: WebAssembly trap: An `unreachable` opcode was executed.'

test('an empty function costs nothing', counts, '', 0n)
test('locals cost nothing', counts, '(local i64 i32 f64)', 0n)
test('plain instructions cost one each', counts, '(nop) (drop (i32.const 1))', 3n)
test(
  'a block costs one, its end nothing',
  counts,
  '(block $out (br_if $out (i32.const 0)) (nop))',
  4n,
)
test('a loop costs one before it', counts, '(loop (nop))', 2n)
test(
  'of if and else only what runs is paid, and the if itself',
  counts,
  '(if (i32.const 0) (then (nop) (nop) (nop)) (else (nop)))',
  3n,
)
test(
  'a branch out of a block skips the rest of it',
  counts,
  '(block $out (br_if $out (i32.const 1)) (nop) (nop)) (nop)',
  // block, const, br_if; what follows the block is paid with them, since every way leads there.
  4n,
)
test(
  'behind a branch past two blocks a new group begins',
  counts,
  '(block $out (block $in (br_if $out (i32.const 1)) (br_if $in (i32.const 1)))) (nop)',
  5n,
)
test('what follows a return is not paid', counts, '(nop) (return) (nop) (nop)', 2n)
test('what follows an unreachable is paid with what comes before it', (t) => {
  // (func (export "main") (nop) (unreachable) (nop) (nop)), which assemblers shorten.
  const body = [0x00, 0x01, 0x00, 0x01, 0x01, 0x0b]
  const code = Uint8Array.of(
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...[0x01, 0x04, 0x01, 0x60, 0x00, 0x00],
    ...[0x03, 0x02, 0x01, 0x00],
    ...[0x07, 0x08, 0x01, 0x04, ...Buffer.from('main'), 0x00, 0x00],
    ...[0x0a, body.length + 2, 0x01, body.length, ...body],
  )
  const outcome = call(code)
  t.is(errorOf(outcome), UNREACHABLE)
  t.is(outcome.instructions, 4n)
})
test(
  'a trap costs what it would have run with',
  counts,
  '(nop) (drop (i32.load (i32.const -1))) (nop)',
  5n,
  'MemoryOutOfBounds: WebAssembly trap: Memory out of bounds trap.',
)
test(
  'growing memory costs one for each page beside its own',
  counts,
  '(drop (memory.grow (i32.const 3)))',
  6n,
)

test('a loop is paid at every turn, without the loop', (t) => {
  const code = first(`(local $i i32)
    (loop $again
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $again (i32.lt_u (local.get $i) (i32.const 1000))))`)
  // get, const, add, set, get, const, lt, br_if
  t.is(call(code).instructions, 1n + 8n * 1000n)
})

test('a call costs one, and what it runs', (t) => {
  const double = '(func $double (param i64) (result i64) (i64.add (local.get 0) (local.get 0)))'
  t.is(call(first('(drop (call $double (i64.const 4)))', '', double)).instructions, 6n)
})

test('the stack holds 16,384 values: locals and operands, a charge for gas among them', (t) => {
  // Operands of $down: at most two. Of main: one.
  const down = (depth: number) =>
    first(
      `(call $down (i32.const ${depth}))`,
      '',
      `(func $down (param i32)
        (if (local.get 0) (then (call $down (i32.sub (local.get 0) (i32.const 1))))))`,
    )
  t.is(errorOf(call(down(8_190))), undefined)
  t.is(errorOf(call(down(8_191))), UNREACHABLE)
})

test('declared locals take stack, parameters do not', (t) => {
  const called = (params: string, locals: string) =>
    first('(call $f)', '', `(func $g ${params}) (func $f ${locals})`)
  // main takes one value, $f its locals: it pays no gas and has no operands.
  t.is(errorOf(call(called('(param i64)', '(local i32)'.repeat(16_383)))), undefined)
  t.is(errorOf(call(called('(param i64)', '(local i32)'.repeat(16_384)))), UNREACHABLE)
})

const refused = test.macro((t, text: string) => {
  const outcome = call(wat(text))
  t.like(outcome.error, { kind: 'PrepareError', prepareError: 'Deserialization' })
  t.is(outcome.gasBurnt, 0n)
})
const main = (body: string) =>
  `(module (memory 1) (table 1 funcref) (func (export "main") ${body}))`
test('it knows no sign extension', refused, main('(drop (i32.extend8_s (i32.const 1)))'))
test(
  'it knows no saturating conversion',
  refused,
  main('(drop (i32.trunc_sat_f32_s (f32.const 1)))'),
)
test(
  'it knows no bulk memory',
  refused,
  main('(memory.fill (i32.const 0) (i32.const 0) (i32.const 1))'),
)
test('it knows no table access', refused, main('(drop (ref.is_null (table.get 0 (i32.const 0))))'))
test('it knows no references', refused, '(module (func (export "main") (local funcref)))')
test(
  'it knows no second table',
  refused,
  '(module (table 1 funcref) (table 1 funcref) (func (export "main")))',
)
test('it knows no passive data', refused, '(module (memory 1) (data "x") (func (export "main")))')

const reading = '(drop (call $storage_read (i64.const 1) (i64.const 0) (i64.const 0)))'
const writing =
  '(drop (call $storage_write (i64.const 1) (i64.const 0) (i64.const 1) (i64.const 0) (i64.const 0)))'

test('the first use of a key pays for its nodes, the next less, and what was written nothing', (t) => {
  const nodes = (body: string) => {
    const { profile } = call(first(body, 'k'), { storage: createStorage({ k: 'v' }) })
    return [
      profile.APPROXIMATED_TOUCHING_TRIE_NODE ?? 0n,
      profile.APPROXIMATED_READ_CACHED_TRIE_NODE ?? 0n,
    ]
  }
  t.deepEqual(nodes(reading), [9n * NODE, 0n])
  t.deepEqual(nodes(reading + reading), [9n * NODE, 9n * CACHED_NODE])
  t.deepEqual(nodes(reading + writing), [9n * NODE, 9n * CACHED_NODE])
  t.deepEqual(nodes(writing + reading + writing), [9n * NODE, 0n])
})

test('the input is paid by the byte when it goes to a register', (t) => {
  const { profile } = call(first('(call $input (i64.const 0))'), {
    context: { input: new Uint8Array(10) },
  })
  t.is(profile.WRITE_REGISTER_BYTE, 38_015_640n)
})
