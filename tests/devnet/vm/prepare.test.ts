import test from 'ava'
import { call, contract, createStorage, errorOf, wat } from './support.ts'

const MAGIC = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]

/** LEB128 of an unsigned number. */
function leb(value: number): number[] {
  return value < 0x80 ? [value] : [(value % 0x80) | 0x80, ...leb(Math.floor(value / 0x80))]
}

function section(id: number, ...content: (number | number[])[]): number[] {
  const bytes = content.flat()
  return [id, ...leb(bytes.length)].concat(bytes)
}

function binary(...sections: number[][]): Uint8Array {
  return Uint8Array.from([...MAGIC, ...sections.flat()])
}

/** The same bytes many times over. */
function times(count: number, ...bytes: number[]): number[] {
  return new Array<number[]>(count).fill(bytes).flat()
}

// One type () -> (), one function of it, exported as "main".
const TYPE = section(1, 1, 0x60, 0, 0)
const FUNCTION = section(3, 1, 0)
const EXPORT = section(7, 1, 4, 0x6d, 0x61, 0x69, 0x6e, 0, 0)
const CODE = section(10, 1, 2, 0, 0x0b)

/** A module whose `main` has this body, written as bytes: no locals, the instructions, end. */
function withBody(...parts: (number | number[])[]): Uint8Array {
  const instructions = parts.flat()
  const code = section(10, 1, leb(instructions.length + 2), 0, instructions, 0x0b)
  return binary(TYPE, FUNCTION, section(4, 1, 0x70, 0, 1), section(5, 1, 0, 1), EXPORT, code)
}

const refused = test.macro((t, code: Uint8Array, kind: string) => {
  const outcome = call(code)
  t.is(outcome.error?.type, 'CompilationError')
  t.is(outcome.error?.type === 'CompilationError' ? outcome.error.prepareError : undefined, kind)
  t.is(outcome.gasBurnt, 0n)
})

test('a module in its plainest form is accepted', (t) => {
  t.is(call(binary(TYPE, FUNCTION, EXPORT, CODE)).error, undefined)
  t.is(call(withBody(0x01)).error, undefined)
})

test('custom sections are allowed anywhere and ignored', (t) => {
  const custom = section(0, 2, 0x68, 0x69, 1, 2, 3)
  t.is(call(binary(custom, TYPE, custom, FUNCTION, EXPORT, CODE, custom)).error, undefined)
})

test('no bytes are no module', refused, new Uint8Array(), 'Deserialization')
test('text is no module', refused, Buffer.from('(module)'), 'Deserialization')
test('a module that is cut off is refused', refused, binary(TYPE, [3, 9, 1]), 'Deserialization')
test(
  'a component is no module',
  refused,
  Uint8Array.from([...MAGIC.slice(0, 4), 0x0d, 0, 1, 0]),
  'Deserialization',
)
test('an unknown section is refused', refused, binary(section(14, 0)), 'Deserialization')
test('wrong types are refused', refused, withBody(0x41, 1, 0x42, 1, 0x6a, 0x1a), 'Deserialization')

// What V8 knows and nearcore has switched off.
test(
  'vector instructions are refused',
  refused,
  withBody(0xfd, 0x0c, times(16, 0), 0x1a),
  'Deserialization',
)
test('atomic instructions are refused', refused, withBody(0xfe, 0x03, 0x00), 'Deserialization')
test('tail calls are refused', refused, withBody(0x12, 0x00), 'Deserialization')
test('exceptions are refused', refused, withBody(0x06, 0x40, 0x19, 0x0b), 'Deserialization')
test(
  'blocks with a type by index are refused',
  refused,
  withBody(0x02, 0x00, 0x0b),
  'Deserialization',
)
test(
  'functions with two results are refused',
  refused,
  binary(section(1, 1, 0x60, 0, 2, 0x7f, 0x7f)),
  'Deserialization',
)
test('external references are refused', refused, withBody(0xd0, 0x6f, 0x1a), 'Deserialization')
test('memories of 64 bits are refused', refused, binary(section(5, 1, 4, 1)), 'Deserialization')
test('shared memories are refused', refused, binary(section(5, 1, 3, 1, 1)), 'Deserialization')
test('two memories are refused', refused, binary(section(5, 2, 0, 1, 0, 1)), 'Deserialization')
test('tags are refused', refused, binary(TYPE, section(13, 1, 0, 0)), 'Deserialization')
test(
  'arithmetic in constants is refused',
  refused,
  binary(section(6, 1, 0x7f, 0, 0x41, 1, 0x41, 1, 0x6a, 0x0b)),
  'Deserialization',
)

test('what nearcore has switched on runs', (t) => {
  const code = wat(`(module (table 2 funcref) (elem declare func $f) (func $f)
    (memory 1) (data $passive "abc")
    (global $g (mut i32) (i32.const 5))
    (func (export "main")
      (memory.init $passive (i32.const 0) (i32.const 0) (i32.const 3)) (data.drop $passive)
      (memory.copy (i32.const 8) (i32.const 0) (i32.const 3))
      (table.set (i32.const 1) (ref.func $f))
      (call_indirect (i32.const 1))
      (drop (table.grow (ref.null func) (i32.const 1)))
      (drop (i32.extend8_s (i32.const 200)))
      (drop (i32.trunc_sat_f64_u (f64.const 1e30)))
      (global.set $g (select (i32.const 1) (i32.const 2) (global.get $g)))
      (if (i32.ne (i32.load8_u (i32.const 9)) (i32.const 98)) (then (unreachable)))))`)
  t.is(errorOf(call(code)), undefined)
})

test(
  'imports from elsewhere than env are refused',
  refused,
  wat('(module (import "wasi" "f" (func)))'),
  'Instantiate',
)
test(
  'an imported memory is refused',
  refused,
  wat('(module (import "env" "memory" (memory 1)))'),
  'Memory',
)
test(
  'an imported table is refused',
  refused,
  wat('(module (import "env" "t" (table 1 funcref)))'),
  'Instantiate',
)
test(
  'an imported global is refused',
  refused,
  wat('(module (import "env" "g" (global i32)))'),
  'Instantiate',
)

test('an unknown host function is a link error, after the code was paid for', (t) => {
  const code = contract('(nop)', '', '(import "env" "no_such" (func))')
  const outcome = call(code)
  t.is(errorOf(outcome), 'ExecutionError: Link Error: unknown or invalid import')
  t.true(outcome.gasBurnt > 0n)
})

test('names that all objects have are not host functions', (t) => {
  const code = contract('(nop)', '', '(import "env" "toString" (func))')
  t.regex(errorOf(call(code)) ?? '', /unknown or invalid import/)
})

test('a host function of another type is a link error', (t) => {
  const code = contract('(nop)', '', '(import "env" "sha256" (func (param i32 i32 i32)))')
  t.is(
    errorOf(call(code)),
    'ExecutionError: Link Error: types incompatible: expected type `(func (param i32 i32 i32))`, found type `(func (param i64 i64 i64))`',
  )
})

test(
  'two tables are refused',
  refused,
  binary(section(4, 2, 0x70, 0, 1, 0x70, 0, 1)),
  'TooManyTables',
)
test(
  'a table of 10,001 elements is refused',
  refused,
  wat('(module (table 10001 funcref))'),
  'TooManyTableElements',
)

test('a table of 10,000 elements is accepted and cannot grow', (t) => {
  const code = wat(`(module (table 10000 funcref) (func (export "main")
    (if (i32.ne (table.grow (ref.null func) (i32.const 1)) (i32.const -1)) (then (unreachable)))))`)
  t.is(errorOf(call(code)), undefined)
})

const functions = (count: number) =>
  wat(`(module ${'(func)'.repeat(count)} (func (export "main")))`)
test('10,001 functions are refused', refused, functions(10_000), 'TooManyFunctions')
test('10,000 functions are accepted', (t) => t.is(call(functions(9_999)).error, undefined))

const nops = (count: number) => withBody(times(count, 0x01))
test('a body of more than 196,608 bytes is refused', refused, nops(196_607), 'FunctionBodyTooLarge')
test('a body of 196,608 bytes is accepted', (t) => t.is(call(nops(196_606)).error, undefined))

test(
  'more than a million locals are refused',
  refused,
  (() => {
    const body = [1, ...leb(49_000), 0x7f, 0x0b]
    const many = times(21, ...leb(body.length), ...body)
    return binary(TYPE, section(3, 21, times(21, 0)), section(10, 21, many))
  })(),
  'TooManyLocals',
)

const types = (count: number) =>
  binary(section(1, ...leb(count), times(count, 0x60, 0, 0)), FUNCTION, EXPORT, CODE)
test('1,025 types are refused', refused, types(1_025), 'TooManyTypes')
test('1,024 types are accepted', (t) => t.is(call(types(1_024)).error, undefined))

const params = (count: number) =>
  wat(`(module (func $f ${'(param i32)'.repeat(count)}) (func (export "main")))`)
test('65 parameters are refused', refused, params(65), 'TooManyParamsPerFunction')
test('64 parameters are accepted', (t) => t.is(call(params(64)).error, undefined))

test(
  'more than 50,000 parameters in all are refused',
  refused,
  (() => {
    const one = `(func ${'(param i32)'.repeat(64)})`
    return wat(`(module ${one.repeat(782)} (func (export "main")))`)
  })(),
  'TooManyParamsPerContract',
)

const blocks = (count: number) => withBody(times(count, 0x02, 0x40, 0x0b))
test('5,001 blocks in a function are refused', refused, blocks(5_001), 'TooManyBlocksPerFunction')
test('5,000 blocks in a function are accepted', (t) => t.is(call(blocks(5_000)).error, undefined))

test(
  'more than 50,000 blocks in all are refused',
  refused,
  (() => {
    const body = [0, ...times(5_000, 0x03, 0x40, 0x0b), 0x0b]
    const code = section(10, 11, times(11, ...leb(body.length), ...body))
    return binary(TYPE, section(3, 11, times(11, 0)), code)
  })(),
  'TooManyBlocksPerContract',
)

const operands = (count: number) => withBody(times(count, 0x42, 1), times(count, 0x1a))
test(
  'operands of more than 8,192 bytes are refused',
  refused,
  operands(1_025),
  'OperandStackTooLarge',
)
test('operands of 8,192 bytes are accepted', (t) => t.is(call(operands(1_024)).error, undefined))

test('a refusal is remembered like a compiled contract', (t) => {
  const code = types(1_025)
  t.is(errorOf(call(code)), errorOf(call(code.slice())))
})

test('a start function runs before the method and is metered', (t) => {
  const storage = createStorage()
  const code = contract(
    '(call $value_return (i64.const 1) (i64.const 0))',
    'ab',
    `(func $begin (i32.store8 (i32.const 0) (i32.const 122)) (call $log_utf8 (i64.const 1) (i64.const 0)))
     (start $begin)`,
  )
  const outcome = call(code, { storage })
  t.deepEqual(outcome.logs, ['z'])
  t.is(outcome.returned.kind === 'value' ? outcome.returned.value[0] : undefined, 122)
  // Entry of both; const, const, store, const, const, call; const, const, call.
  t.is(outcome.instructions, 8n + 6n + 8n + 3n)
})

test('an endless start function ends by gas', (t) => {
  const code = wat('(module (func $s (loop (br 0))) (start $s) (func (export "main")))')
  t.is(errorOf(call(code)), 'GasExceeded: Exceeded the prepaid gas.')
})

test('a host function can itself be exported as a method', (t) => {
  const code = wat('(module (import "env" "panic" (func $panic)) (export "main" (func $panic)))')
  t.is(errorOf(call(code)), 'GuestPanic: Smart contract panicked: explicit guest panic')
})
