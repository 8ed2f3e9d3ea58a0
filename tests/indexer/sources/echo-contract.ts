import { compileText } from '../../devnet/support/contract.ts'

const IMPORTS = `
  (import "env" "input" (func $input (param i64)))
  (import "env" "register_len" (func $register_len (param i64) (result i64)))
  (import "env" "read_register" (func $read_register (param i64 i64)))
  (import "env" "storage_write" (func $storage_write (param i64 i64 i64 i64 i64) (result i64)))
  (import "env" "log_utf8" (func $log_utf8 (param i64 i64)))
  (import "env" "panic" (func $panic))`

/** Stores and logs its input: what a registry would log is made up outside. `fail` does the same and then fails. */
export const ECHO = compileText(`(module ${IMPORTS}
  (memory (export "memory") 1)
  (data (i32.const 0) "head")
  (func $echo (local $length i64)
    (call $input (i64.const 0))
    (call $read_register (i64.const 0) (i64.const 100))
    (local.set $length (call $register_len (i64.const 0)))
    (drop (call $storage_write (i64.const 4) (i64.const 0) (local.get $length) (i64.const 100) (i64.const 1)))
    (call $log_utf8 (local.get $length) (i64.const 100)))
  (func (export "log") (call $echo))
  (func (export "fail") (call $echo) (call $panic)))`)
