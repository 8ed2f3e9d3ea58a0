import type { VmCase } from '../vm-case.ts'
import { assemble } from './assemble.ts'

/** Where the contract puts the number that a function gives and, behind it, the bytes of its register. */
const ANSWER = 1_048_576

export type MathFunction = {
  name: string
  /** Whether it leaves bytes in a register. */
  fills: boolean
  /** Whether it gives a number. */
  gives: boolean
}

export type MathCases = ReturnType<typeof createMathCases>

/** Arithmetic is the same at every version, so only some calls are made at two. */
const LAST = [88]
const FIRST_AND_LAST = [84, 88]

/**
 * Collects calls of functions that compute on some bytes. The contract's input is those bytes; it returns the number that the function gives, then the bytes
 * that it left.
 */
export function createMathCases(functions: readonly MathFunction[]) {
  const code = assemble(moduleText(functions))
  const cases: VmCase[] = []
  return {
    cases,
    /** Adds a call with the input in memory, or in a register. */
    add(name: string, title: string, input: Uint8Array, from: 'memory' | 'register' = 'memory') {
      cases.push({
        name: `${name}: ${title}`,
        code,
        method: `${name}_from_${from}`,
        versions: from === 'register' ? FIRST_AND_LAST : LAST,
        context: {
          input: Buffer.from(input).toString('hex'),
          prepaidGas: '300000000000000',
        },
      })
    },
    /** Adds the same call in a view. */
    addView(name: string, title: string, input: Uint8Array) {
      cases.push({
        name: `${name}: ${title} in a view`,
        code,
        method: `${name}_from_memory`,
        versions: FIRST_AND_LAST,
        context: { input: Buffer.from(input).toString('hex'), viewGas: '300000000000000' },
      })
    },
  }
}

function moduleText(functions: readonly MathFunction[]): string {
  const imports = functions.map(({ name, fills, gives }) => {
    const params = fills ? '(param i64 i64 i64)' : '(param i64 i64)'
    return `(import "env" "${name}" (func $${name} ${params} ${gives ? '(result i64)' : ''}))`
  })
  const methods = functions.flatMap((each) => [
    methodText(each, 'memory', '(call $register_len (i64.const 0)) (i64.const 0)'),
    methodText(each, 'register', '(i64.const -1) (i64.const 0)'),
  ])
  return `(module
    (import "env" "input" (func $input (param i64)))
    (import "env" "read_register" (func $read_register (param i64 i64)))
    (import "env" "register_len" (func $register_len (param i64) (result i64)))
    (import "env" "value_return" (func $value_return (param i64 i64)))
    ${imports.join('\n')}
    (memory 17)
    (func $answer
      (if (i64.eq (call $register_len (i64.const 1)) (i64.const -1))
        (then (call $value_return (i64.const 8) (i64.const ${ANSWER})))
        (else
          (call $read_register (i64.const 1) (i64.const ${ANSWER + 8}))
          (call $value_return
            (i64.add (i64.const 8) (call $register_len (i64.const 1))) (i64.const ${ANSWER})))))
    ${methods.join('\n')})`
}

function methodText({ name, fills, gives }: MathFunction, from: string, slice: string): string {
  const called = `(call $${name} ${slice} ${fills ? '(i64.const 1)' : ''})`
  return `(func (export "${name}_from_${from}")
    (call $input (i64.const 0))
    (call $read_register (i64.const 0) (i64.const 0))
    ${gives ? `(i64.store (i32.const ${ANSWER}) ${called})` : called}
    (call $answer))`
}
