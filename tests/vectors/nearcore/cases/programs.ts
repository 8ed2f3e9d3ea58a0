import { VERSIONS, type VmCase } from '../vm-case.ts'
import { assemble } from './assemble.ts'

const HOST = `
  (import "env" "value_return" (func $value_return (param i64 i64)))
  (import "env" "log_utf8" (func $log_utf8 (param i64 i64)))
  (import "env" "storage_write" (func $storage_write (param i64 i64 i64 i64 i64) (result i64)))`

/** Contracts as text: the body of `main`, what is declared beside it, and the method that is called if it is another one. */
type Program = { body?: string; more?: string; method?: string; context?: VmCase['context'] }

const give32 = (value: string) =>
  `(i32.store (i32.const 0) ${value}) (call $value_return (i64.const 4) (i64.const 0))`
const give64 = (value: string) =>
  `(i64.store (i32.const 0) ${value}) (call $value_return (i64.const 8) (i64.const 0))`

const TABLE = `(table $t 4 8 funcref) (type $none (func)) (type $number (func (result i32)))
  (func $seven (result i32) (i32.const 7)) (elem (i32.const 1) $seven)`

/** The last 8 bytes of the memory that every contract has. */
const LAST = 1_024 * 65_536 - 8

const programs: Readonly<Record<string, Program>> = {
  nothing: {},
  unreachable: { body: '(unreachable)' },
  'division by zero': { body: '(drop (i32.div_s (i32.const 1) (i32.const 0)))' },
  'division that overflows': {
    body: '(drop (i64.div_s (i64.const -9223372036854775808) (i64.const -1)))',
  },
  'remainder by zero': { body: '(drop (i64.rem_u (i64.const 1) (i64.const 0)))' },
  'remainder of the least number by -1': {
    body: give32('(i32.rem_s (i32.const -2147483648) (i32.const -1))'),
  },
  'truncation of a NaN': { body: '(drop (i32.trunc_f64_s (f64.const nan)))' },
  'truncation of what is too large': { body: '(drop (i64.trunc_f32_u (f32.const 1e20)))' },
  'saturating truncation of a NaN': { body: give64('(i64.trunc_sat_f64_s (f64.const nan))') },
  'a load at the end of the memory': { body: give64(`(i64.load (i32.const ${LAST}))`) },
  'a load beyond the memory': { body: `(drop (i64.load (i32.const ${LAST + 1})))` },
  'a load whose offset leads out': { body: '(drop (i64.load offset=4294967295 (i32.const 1)))' },
  'a store beyond the memory': { body: `(i32.store8 (i32.const ${LAST + 8}) (i32.const 1))` },
  'a negative address': { body: '(i32.store8 (i32.const -1) (i32.const 1))' },
  'the size of the memory': { body: give32('(memory.size)') },
  'growing by nothing': { body: give32('(memory.grow (i32.const 0))') },
  'growing to the most': { body: give32('(i32.add (memory.grow (i32.const 1024)) (memory.size))') },
  'growing too far': { body: give32('(i32.add (memory.grow (i32.const 1025)) (memory.size))') },
  'growing by a negative number': { body: give32('(memory.grow (i32.const -1))') },
  'a store in what has grown': {
    body: `(drop (memory.grow (i32.const 1))) ${give64(`(i64.load (i32.const ${LAST + 1}))`)}`,
  },
  'a store beyond what has grown': {
    body: `(drop (memory.grow (i32.const 1))) (i64.store (i32.const ${LAST + 65_537}) (i64.const 1))`,
  },
  'filling memory': {
    body: `(memory.fill (i32.const 1) (i32.const 7) (i32.const 3)) ${give64('(i64.load (i32.const 0))')}`,
  },
  'filling nothing at the end': {
    body: `(memory.fill (i32.const ${LAST + 8}) (i32.const 7) (i32.const 0))`,
  },
  'filling nothing beyond the end': {
    body: `(memory.fill (i32.const ${LAST + 9}) (i32.const 7) (i32.const 0))`,
  },
  'filling beyond the end': {
    body: `(memory.fill (i32.const ${LAST}) (i32.const 7) (i32.const 9))`,
  },
  'filling all': { body: `(memory.fill (i32.const 0) (i32.const 7) (i32.const ${LAST + 8}))` },
  'filling with more than a number holds of gas': {
    body: '(memory.fill (i32.const 0) (i32.const 7) (i32.const -1))',
  },
  'copying memory onto itself': {
    body: `(i32.store (i32.const 0) (i32.const 67305985)) (memory.copy (i32.const 1) (i32.const 0) (i32.const 4)) ${give64('(i64.load (i32.const 0))')}`,
  },
  'copying from beyond the end': {
    body: `(memory.copy (i32.const 0) (i32.const ${LAST}) (i32.const 9))`,
  },
  'initialising memory': {
    body: `(memory.init 0 (i32.const 0) (i32.const 1) (i32.const 3)) (data.drop 0) ${give32('(i32.load (i32.const 0))')}`,
    more: '(data "abcdef")',
  },
  'initialising memory from what was dropped': {
    body: '(data.drop 0) (memory.init 0 (i32.const 0) (i32.const 0) (i32.const 1))',
    more: '(data "abcdef")',
  },
  'initial data that does not fit': { more: `(data (i32.const ${LAST + 7}) "ab")` },
  'initial data that just fits': { more: `(data (i32.const ${LAST + 6}) "ab")` },
  'an indirect call': { body: give32('(call_indirect (type $number) (i32.const 1))'), more: TABLE },
  'an indirect call of another type': {
    body: '(call_indirect (type $none) (i32.const 1))',
    more: TABLE,
  },
  'an indirect call to nothing': {
    body: '(call_indirect (type $none) (i32.const 2))',
    more: TABLE,
  },
  'an indirect call beyond the table': {
    body: '(call_indirect (type $none) (i32.const 4))',
    more: TABLE,
  },
  'the size of a table': { body: give32('(table.size $t)'), more: TABLE },
  'growing a table': {
    body: give32('(table.grow $t (ref.func $seven) (i32.const 3))'),
    more: TABLE,
  },
  'growing a table beyond its maximum': {
    body: give32('(table.grow $t (ref.func $seven) (i32.const 5))'),
    more: TABLE,
  },
  'growing a table beyond the limit': {
    body: give32('(table.grow 0 (ref.null func) (i32.const 9999))'),
    more: '(table 2 funcref)',
  },
  'growing a table up to the limit': {
    body: give32('(table.grow 0 (ref.null func) (i32.const 9998))'),
    more: '(table 2 funcref)',
  },
  'getting from beyond a table': { body: '(drop (table.get $t (i32.const 4)))', more: TABLE },
  'setting beyond a table': { body: '(table.set $t (i32.const 4) (ref.null func))', more: TABLE },
  'a null reference in a table': {
    body: give32('(ref.is_null (table.get $t (i32.const 0)))'),
    more: TABLE,
  },
  'filling a table': {
    body: `(table.fill $t (i32.const 0) (ref.func $seven) (i32.const 4)) ${give32('(call_indirect (type $number) (i32.const 3))')}`,
    more: TABLE,
  },
  'filling beyond a table': {
    body: '(table.fill $t (i32.const 1) (ref.func $seven) (i32.const 4))',
    more: TABLE,
  },
  'copying within a table': {
    body: `(table.copy (i32.const 2) (i32.const 1) (i32.const 1)) ${give32('(call_indirect (type $number) (i32.const 2))')}`,
    more: TABLE,
  },
  'copying beyond a table': {
    body: '(table.copy (i32.const 2) (i32.const 1) (i32.const 3))',
    more: TABLE,
  },
  'initial elements that do not fit': {
    more: '(table 1 funcref) (func $f) (elem (i32.const 1) $f)',
  },
  'a NaN with a payload': {
    body: give32('(i32.reinterpret_f32 (f32.add (f32.const nan:0x200000) (f32.const 1)))'),
  },
  'a NaN that is only moved': {
    body: give64('(i64.reinterpret_f64 (f64.neg (f64.const nan:0x4000000000000)))'),
  },
  'a NaN from nothing': {
    body: give64('(i64.reinterpret_f64 (f64.div (f64.const 0) (f64.const 0)))'),
  },
  'the smaller of zero and minus zero': {
    body: give32('(i32.reinterpret_f32 (f32.min (f32.const 0) (f32.const -0)))'),
  },
  'a NaN that is demoted': {
    body: give32('(i32.reinterpret_f32 (f32.demote_f64 (f64.const nan:0x4000000000001)))'),
  },
  'rounding to even': { body: give64('(i64.reinterpret_f64 (f64.nearest (f64.const 2.5)))') },
  'recursion without end': { more: '(func $r (call $r))', body: '(call $r)' },
  'recursion with many locals': {
    more: '(func $r (local i64 i64 i64 i32 f64) (call $r))',
    body: '(call $r)',
  },
  'recursion with operands': {
    more: '(func $r (result i64) (i64.add (i64.const 1) (i64.mul (i64.const 3) (call $r))))',
    body: '(drop (call $r))',
  },
  'recursion that just ends': {
    more: '(func $r (param i32) (if (local.get 0) (then (call $r (i32.sub (local.get 0) (i32.const 1))))))',
    body: '(call $r (i32.const 3000))',
  },
  'a loop without end': { body: '(loop (br 0))' },
  'a loop without end in a view': {
    body: '(loop (br 0))',
    context: { viewGas: '1000000000000000' },
  },
  'a start function that panics': { more: '(func $s (unreachable)) (start $s)' },
  'a start function that logs': {
    more: '(func $s (call $log_utf8 (i64.const 1) (i64.const 0))) (start $s)',
  },
  'a start function that is also called': {
    more: '(func $s (export "again") (call $log_utf8 (i64.const 1) (i64.const 0))) (start $s)',
    method: 'again',
  },
  'an unknown method': { method: 'other' },
  'an empty method': { method: '' },
  'a method with a parameter': { more: '(func (export "other") (param i32))', method: 'other' },
  'a method with a result': {
    more: '(func (export "other") (result i32) (i32.const 1))',
    method: 'other',
  },
  'an exported import': {
    more: '(export "panics" (func $panic)) (import "env" "panic" (func $panic))',
    method: 'panics',
  },
  'an exported memory': { more: '(export "thing" (memory 0))', method: 'thing' },
  'an exported global': { more: '(global (export "thing") i32 (i32.const 1))', method: 'thing' },
  'no gas': { context: { prepaidGas: '0' } },
  'no gas for an unknown method': { method: 'other', context: { prepaidGas: '0' } },
  'just the gas for loading': { context: { prepaidGas: '35445963' } },
  'more gas than may be burnt': { body: '(loop (br 0))', context: { prepaidGas: '1100000000000' } },
  'writes of a call that fails': {
    body: '(drop (call $storage_write (i64.const 1) (i64.const 0) (i64.const 1) (i64.const 0) (i64.const 0))) (unreachable)',
  },
  'a length whose price only just fits into 64 bits': {
    body: '(call $log_utf8 (i64.const 4852704057684) (i64.const 0))',
  },
  'a length whose price does not fit into 64 bits': {
    body: '(call $log_utf8 (i64.const 4852704057685) (i64.const 0))',
  },
  'an import that nobody has': { more: '(import "env" "nothing" (func))' },
  'an import that has other parameters': { more: '(import "env" "input" (func (param i32)))' },
  'an import that has no parameters': { more: '(import "env" "sha256" (func (result i64)))' },
  'an import with a reference': {
    more: '(import "env" "block_index" (func (param funcref f32 f64) (result funcref)))',
  },
  'an import with a result too many': { more: '(import "env" "panic" (func (result i32)))' },
  'an import of the meter': { more: '(import "internal" "finite_wasm_gas" (func (param i64)))' },
  'an import that came later': { more: '(import "env" "chain_id" (func (param i64)))' },
  'an unlinkable contract without the method': {
    more: '(import "env" "nothing" (func))',
    method: 'other',
  },
  'a burnt gas counter of old tools': {
    more: '(import "env" "gas" (func $gas (param i32)))',
    body: '(call $gas (i32.const -1))',
  },
}

/** Programs that show one thing each: traps, memory, tables, floats, the stack, start functions, methods and linking. */
export function programCases(): VmCase[] {
  return Object.entries(programs).map(
    ([name, { body = '', more = '', method = 'main', context }]) => ({
      name: `programs: ${name}`,
      code: assemble(textOf(body, more)),
      method,
      versions: VERSIONS,
      context,
    }),
  )
}

/** Imports must come first. */
function textOf(body: string, more: string): string {
  const imports = more.match(/\(import[^)]*\)/g) === null ? '' : importsIn(more)
  return `(module ${HOST} ${imports} (memory 1) ${more.replace(imports, '')} (func (export "main") ${body}))`
}

function importsIn(more: string): string {
  const start = more.indexOf('(import')
  let depth = 0
  for (let at = start; at < more.length; at++) {
    if (more[at] === '(') depth++
    if (more[at] === ')' && --depth === 0) return more.slice(start, at + 1)
  }
  return ''
}
