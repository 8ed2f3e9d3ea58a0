import test from 'ava'
import { call, contract, errorOf } from './support.ts'

const fails = (condition: string) => `(if ${condition} (then (unreachable)))`

/** NaNs with their sign and a payload, as processors and contracts may make them. */
const NAN32 = '(f32.reinterpret_i32 (i32.const 0xffc12345))'
const NAN64 = '(f64.reinterpret_i64 (i64.const 0xfff8000000012345))'

const canonical = test.macro((t, expression: string, bits: 32 | 64) => {
  const check =
    bits === 32
      ? `(i32.ne (i32.reinterpret_f32 ${expression}) (i32.const 0x7fc00000))`
      : `(i64.ne (i64.reinterpret_f64 ${expression}) (i64.const 0x7ff8000000000000))`
  t.is(errorOf(call(contract(fails(check)))), undefined)
})

for (const name of ['add', 'sub', 'mul', 'div', 'min', 'max']) {
  test(`f32.${name} makes the canonical NaN`, canonical, `(f32.${name} ${NAN32} (f32.const 1))`, 32)
  test(`f64.${name} makes the canonical NaN`, canonical, `(f64.${name} (f64.const 1) ${NAN64})`, 64)
}
for (const name of ['ceil', 'floor', 'trunc', 'nearest', 'sqrt']) {
  test(`f32.${name} makes the canonical NaN`, canonical, `(f32.${name} ${NAN32})`, 32)
  test(`f64.${name} makes the canonical NaN`, canonical, `(f64.${name} ${NAN64})`, 64)
}
test('f32.demote_f64 makes the canonical NaN', canonical, `(f32.demote_f64 ${NAN64})`, 32)
test('f64.promote_f32 makes the canonical NaN', canonical, `(f64.promote_f32 ${NAN32})`, 64)
test('zero by zero is the canonical NaN', canonical, '(f64.div (f64.const 0) (f64.const 0))', 64)

test('signs and moves keep the bits of a NaN', (t) => {
  const code = contract(`
    ${fails(`(i64.ne (i64.reinterpret_f64 (f64.neg ${NAN64})) (i64.const 0x7ff8000000012345))`)}
    ${fails(`(i64.ne (i64.reinterpret_f64 (f64.abs ${NAN64})) (i64.const 0x7ff8000000012345))`)}
    ${fails(`(i64.ne (i64.reinterpret_f64 (f64.copysign ${NAN64} (f64.const 1))) (i64.const 0x7ff8000000012345))`)}
    (f64.store (i32.const 0) ${NAN64})
    ${fails('(i64.ne (i64.load (i32.const 0)) (i64.const 0xfff8000000012345))')}`)
  t.is(errorOf(call(code)), undefined)
})

test('other floats are what they are', (t) => {
  const code = contract(`
    ${fails('(f64.ne (f64.add (f64.const 1.5) (f64.const 2)) (f64.const 3.5))')}
    ${fails('(f32.ne (f32.sqrt (f32.const 2.25)) (f32.const 1.5))')}
    ${fails('(i64.ne (i64.reinterpret_f64 (f64.mul (f64.const -0) (f64.const 1))) (i64.const 0x8000000000000000))')}
    ${fails('(f64.ne (f64.div (f64.const 1) (f64.const 0)) (f64.const inf))')}`)
  t.is(errorOf(call(code)), undefined)
})

test('making a NaN canonical costs nothing', (t) => {
  const code = contract('(drop (f64.add (f64.const 1) (f64.const 2)))')
  t.is(call(code).instructions, 8n + 4n)
})
