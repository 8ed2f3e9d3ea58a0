import binaryen from 'binaryen'

/** Compiles WebAssembly text. Contracts here are small enough to be read. */
export function compileText(text: string): Uint8Array {
  const module = binaryen.parseText(text)
  try {
    return module.emitBinary()
  } finally {
    module.dispose()
  }
}

const IMPORTS = `
  (import "env" "input" (func $input (param i64)))
  (import "env" "register_len" (func $register_len (param i64) (result i64)))
  (import "env" "read_register" (func $read_register (param i64 i64)))
  (import "env" "value_return" (func $value_return (param i64 i64)))
  (import "env" "log_utf8" (func $log_utf8 (param i64 i64)))
  (import "env" "panic_utf8" (func $panic_utf8 (param i64 i64)))
  (import "env" "storage_write" (func $storage_write (param i64 i64 i64 i64 i64) (result i64)))
  (import "env" "storage_read" (func $storage_read (param i64 i64 i64) (result i64)))
  (import "env" "promise_create" (func $promise_create (param i64 i64 i64 i64 i64 i64 i64 i64) (result i64)))
  (import "env" "promise_then" (func $promise_then (param i64 i64 i64 i64 i64 i64 i64 i64 i64) (result i64)))
  (import "env" "promise_and" (func $promise_and (param i64 i64) (result i64)))
  (import "env" "promise_return" (func $promise_return (param i64)))
  (import "env" "promise_results_count" (func $promise_results_count (result i64)))
  (import "env" "promise_result" (func $promise_result (param i64 i64) (result i64)))
  (import "env" "promise_batch_create" (func $promise_batch_create (param i64 i64) (result i64)))
  (import "env" "promise_batch_action_transfer" (func $batch_transfer (param i64 i64)))
  (import "env" "predecessor_account_id" (func $predecessor (param i64)))
  (import "env" "current_account_id" (func $current (param i64)))
`

/** A contract that keeps one value, logs, fails on demand and calls others. Its input is bytes, never JSON. */
export const NOTE_CONTRACT = `(module ${IMPORTS}
  (memory (export "memory") 1)
  (data (i32.const 0) "value")
  (data (i32.const 16) "stored")
  (data (i32.const 32) "on purpose")
  (data (i32.const 48) "get")
  (data (i32.const 64) "collect")
  (data (i32.const 80) "fail")
  ;; Reads the input into register 0 and to offset 1000; gives its length.
  (func $read_input (result i64)
    (call $input (i64.const 0))
    (call $read_register (i64.const 0) (i64.const 1000))
    (call $register_len (i64.const 0)))
  (func (export "set") (local $length i64)
    (local.set $length (call $read_input))
    (drop (call $storage_write (i64.const 5) (i64.const 0) (local.get $length) (i64.const 1000) (i64.const 1)))
    (call $log_utf8 (i64.const 6) (i64.const 16)))
  (func (export "get")
    (if (i64.eq (call $storage_read (i64.const 5) (i64.const 0) (i64.const 2)) (i64.const 1))
      (then (call $value_return (i64.const -1) (i64.const 2)))))
  (func (export "fail") (local $length i64)
    (local.set $length (call $read_input))
    (drop (call $storage_write (i64.const 5) (i64.const 0) (local.get $length) (i64.const 1000) (i64.const 1)))
    (call $log_utf8 (i64.const 6) (i64.const 16))
    (call $panic_utf8 (i64.const 10) (i64.const 32)))
  (func (export "spin") (loop $again (br $again)))
  ;; Calls get of the account in the input and returns what it returns.
  (func (export "ask") (local $length i64)
    (local.set $length (call $read_input))
    (call $promise_return (call $promise_create (local.get $length) (i64.const 1000)
      (i64.const 3) (i64.const 48) (i64.const 0) (i64.const 0) (i64.const 200) (i64.const 10000000000000))))
  ;; Calls get of the account in the input twice and fail once, and hands the results to its own collect.
  (func (export "gather") (local $length i64)
    (local.set $length (call $read_input))
    (i64.store (i32.const 300) (call $promise_create (local.get $length) (i64.const 1000)
      (i64.const 3) (i64.const 48) (i64.const 0) (i64.const 0) (i64.const 200) (i64.const 10000000000000)))
    (i64.store (i32.const 308) (call $promise_create (local.get $length) (i64.const 1000)
      (i64.const 4) (i64.const 80) (i64.const 0) (i64.const 0) (i64.const 200) (i64.const 10000000000000)))
    (i64.store (i32.const 316) (call $promise_create (local.get $length) (i64.const 1000)
      (i64.const 3) (i64.const 48) (i64.const 0) (i64.const 0) (i64.const 200) (i64.const 10000000000000)))
    (call $current (i64.const 3))
    (call $read_register (i64.const 3) (i64.const 2000))
    (call $promise_return (call $promise_then (call $promise_and (i64.const 300) (i64.const 3))
      (call $register_len (i64.const 3)) (i64.const 2000)
      (i64.const 7) (i64.const 64) (i64.const 0) (i64.const 0) (i64.const 200) (i64.const 10000000000000))))
  ;; Returns one byte for each promise result: 1 for one that succeeded, 2 for one that failed.
  (func (export "collect") (local $index i64)
    (loop $next
      (i64.store8 (i32.add (i32.const 500) (i32.wrap_i64 (local.get $index)))
        (call $promise_result (local.get $index) (i64.const 4)))
      (local.set $index (i64.add (local.get $index) (i64.const 1)))
      (br_if $next (i64.lt_u (local.get $index) (call $promise_results_count))))
    (call $value_return (local.get $index) (i64.const 500)))
  ;; Gives a hundredth of a NEAR to the account in the input.
  (func (export "pay")
    (i64.store (i32.const 400) (i64.const 1864712049423024128))
    (i64.store (i32.const 408) (i64.const 542))
    (call $batch_transfer (call $promise_batch_create (call $read_input) (i64.const 1000)) (i64.const 400)))
)`
