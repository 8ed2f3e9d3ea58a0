import test from 'ava'
import { call, contract, errorOf, wat } from './support.ts'

// nearcore reports an exhausted stack as an access outside of the memory.
const EXHAUSTED = 'MemoryAccessViolation: Accessed memory outside the bounds.'

test('endless recursion ends at the stack limit and not in a crash', (t) => {
  const code = wat('(module (func $main (export "main") (call $main)))')
  const outcome = call(code)
  t.is(errorOf(outcome), EXHAUSTED)
  // 262,144 bytes are 4,096 frames of 64; each paid for its entry and its call.
  t.is(outcome.instructions, 4_096n * 9n)
})

test('recursion that uses all of the stack but no more succeeds', (t) => {
  // main takes 64 bytes and 4 for the constant; each turn 68 of frame and, for its two operands, 8.
  const turns = Math.floor((262_144 - 68) / 76)
  const code = (depth: number) =>
    wat(`(module
      (func $down (param $left i32)
        (if (i32.gt_u (local.get $left) (i32.const 1))
          (then (call $down (i32.sub (local.get $left) (i32.const 1))))))
      (func (export "main") (call $down (i32.const ${depth}))))`)
  t.is(call(code(turns)).error, undefined)
  t.is(errorOf(call(code(turns + 1))), EXHAUSTED)
})

test('stack is given back by every way out of a function', (t) => {
  const code = wat(`(module
    (func $leave (param $how i32)
      (block $out
        (br_if $out (i32.eq (local.get $how) (i32.const 0)))
        (if (i32.eq (local.get $how) (i32.const 1)) (then (return)))
        (br_if 1 (i32.eq (local.get $how) (i32.const 2)))
        (br_table 0 1 (i32.const 1))))
    (func (export "main") (local $i i32)
      (loop $again
        (call $leave (i32.const 0)) (call $leave (i32.const 1))
        (call $leave (i32.const 2)) (call $leave (i32.const 3))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br_if $again (i32.lt_u (local.get $i) (i32.const 10000))))))`)
  t.is(call(code).error, undefined)
})

test('a function with very many locals counts them against the stack', (t) => {
  // Since 87 each local must have two bytes of code.
  const code = (count: number) =>
    wat(`(module (func (export "main") ${'(local i64)'.repeat(count)})
      (memory 1) (data (i32.const 0) "${'x'.repeat(2 * count)}"))`)
  t.is(call(code(32_000)).error, undefined)
  t.is(errorOf(call(code(32_761))), EXHAUSTED)
})

test('what a deep recursion has left does not shorten the next call', (t) => {
  const deep = wat('(module (func $main (export "main") (call $main)))')
  call(deep)
  t.is(call(contract('(nop)')).error, undefined)
})
