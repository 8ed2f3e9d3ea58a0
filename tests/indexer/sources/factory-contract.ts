import { compileText } from '../../devnet/support/contract.ts'

/** Makes an account under its own, `made.factory.test.near`, and deploys its input there. */
export const FACTORY = compileText(`(module
  (import "env" "input" (func $input (param i64)))
  (import "env" "register_len" (func $register_len (param i64) (result i64)))
  (import "env" "read_register" (func $read_register (param i64 i64)))
  (import "env" "promise_batch_create" (func $batch (param i64 i64) (result i64)))
  (import "env" "promise_batch_action_create_account" (func $create (param i64)))
  (import "env" "promise_batch_action_transfer" (func $transfer (param i64 i64)))
  (import "env" "promise_batch_action_deploy_contract" (func $deploy (param i64 i64 i64)))
  (memory (export "memory") 1)
  (data (i32.const 0) "made.factory.test.near")
  ;; A NEAR is 10^24 yocto.
  (data (i32.const 32) "\\00\\00\\00\\a1\\ed\\cc\\ce\\1b\\c2\\d3\\00\\00\\00\\00\\00\\00")
  (func (export "make") (local $promise i64)
    (call $input (i64.const 0))
    (call $read_register (i64.const 0) (i64.const 100))
    (local.set $promise (call $batch (i64.const 22) (i64.const 0)))
    (call $create (local.get $promise))
    (call $transfer (local.get $promise) (i64.const 32))
    (call $deploy (local.get $promise) (call $register_len (i64.const 0)) (i64.const 100))))`)

export const MADE_ACCOUNT = 'made.factory.test.near'
