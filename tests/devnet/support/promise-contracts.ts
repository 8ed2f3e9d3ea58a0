import { compileText } from './contract.ts'

const IMPORTS = `
  (import "env" "input" (func $input (param i64)))
  (import "env" "register_len" (func $register_len (param i64) (result i64)))
  (import "env" "read_register" (func $read_register (param i64 i64)))
  (import "env" "value_return" (func $value_return (param i64 i64)))
  (import "env" "storage_write" (func $storage_write (param i64 i64 i64 i64 i64) (result i64)))
  (import "env" "storage_read" (func $storage_read (param i64 i64 i64) (result i64)))
  (import "env" "current_account_id" (func $current (param i64)))
  (import "env" "promise_return" (func $promise_return (param i64)))
  (import "env" "promise_batch_create" (func $batch (param i64 i64) (result i64)))
`

/** Reads the input to offset 1000 and gives its length. */
const READ_INPUT = `
  (func $read_input (result i64)
    (call $input (i64.const 0))
    (call $read_register (i64.const 0) (i64.const 1000))
    (call $register_len (i64.const 0)))
  ;; Makes a promise to the contract's own account.
  (func $to_self (result i64)
    (call $current (i64.const 1))
    (call $batch (i64.const -1) (i64.const 1)))
`

/** A contract that deploys and uses global contracts, and makes deterministic accounts. Amounts are a tenth of a NEAR. */
export const globalContractUser = compileText(`(module ${IMPORTS}
  (import "env" "promise_batch_action_deploy_global_contract" (func $deploy (param i64 i64 i64)))
  (import "env" "promise_batch_action_deploy_global_contract_by_account_id" (func $deploy_as (param i64 i64 i64)))
  (import "env" "promise_batch_action_use_global_contract" (func $use (param i64 i64 i64)))
  (import "env" "promise_batch_action_use_global_contract_by_account_id" (func $use_of (param i64 i64 i64)))
  (import "env" "promise_batch_action_state_init" (func $state_init (param i64 i64 i64 i64) (result i64)))
  (import "env" "set_state_init_data_entry" (func $entry (param i64 i64 i64 i64 i64 i64)))
  (import "env" "promise_set_refund_to" (func $refund_to (param i64 i64 i64)))
  (import "env" "current_contract_code" (func $contract_code (param i64) (result i64)))
  (import "env" "refund_to_account_id" (func $refund_account (param i64)))
  (memory 1)
  (data (i32.const 0) "value")
  (data (i32.const 16) "initial")
  ;; 10^23
  (data (i32.const 32) "\\00\\00\\80\\f6\\4a\\e1\\c7\\02\\2d\\15\\00\\00\\00\\00\\00\\00")
  ${READ_INPUT}
  (func (export "deploy") (local $promise i64)
    (local.set $promise (call $to_self))
    (call $deploy (local.get $promise) (call $read_input) (i64.const 1000))
    (call $promise_return (local.get $promise)))
  (func (export "deploy_as") (local $promise i64)
    (local.set $promise (call $to_self))
    (call $deploy_as (local.get $promise) (call $read_input) (i64.const 1000))
    (call $promise_return (local.get $promise)))
  (func (export "use") (local $promise i64)
    (local.set $promise (call $to_self))
    (call $use (local.get $promise) (call $read_input) (i64.const 1000))
    (call $promise_return (local.get $promise)))
  (func (export "use_of") (local $promise i64)
    (local.set $promise (call $to_self))
    (call $use_of (local.get $promise) (call $read_input) (i64.const 1000))
    (call $promise_return (local.get $promise)))
  ;; Input: a deterministic account id of 42 bytes, then a code hash, then who gets back what is too much, if it is not the contract.
  (func (export "init") (local $promise i64) (local $rest i64)
    (local.set $rest (i64.sub (call $read_input) (i64.const 74)))
    (local.set $promise (call $batch (i64.const 42) (i64.const 1000)))
    (if (i64.gt_s (local.get $rest) (i64.const 0))
      (then (call $refund_to (local.get $promise) (local.get $rest) (i64.const 1074))))
    (call $entry (local.get $promise)
      (call $state_init (local.get $promise) (i64.const 32) (i64.const 1042) (i64.const 32))
      (i64.const 5) (i64.const 0) (i64.const 7) (i64.const 16))
    (call $promise_return (local.get $promise)))
  ;; Returns a byte for the kind of the contract, and then its hash or account.
  (func (export "who_am_i")
    (i64.store8 (i32.const 500) (call $contract_code (i64.const 2)))
    (call $read_register (i64.const 2) (i64.const 501))
    (call $value_return (i64.add (call $register_len (i64.const 2)) (i64.const 1)) (i64.const 500)))
  (func (export "refund_to")
    (call $refund_account (i64.const 2))
    (call $value_return (i64.const -1) (i64.const 2)))
)`)

/** A contract that yields to its own method `answered`, which returns what it was resumed with. The data id is kept under `id`. */
export const yielder = compileText(`(module ${IMPORTS}
  (import "env" "promise_yield_create" (func $yield (param i64 i64 i64 i64 i64 i64 i64) (result i64)))
  (import "env" "promise_yield_resume" (func $resume (param i64 i64 i64 i64) (result i32)))
  (import "env" "promise_result" (func $promise_result (param i64 i64) (result i64)))
  (import "env" "promise_then" (func $then (param i64 i64 i64 i64 i64 i64 i64 i64 i64) (result i64)))
  (memory 1)
  (data (i32.const 0) "id")
  (data (i32.const 16) "answered")
  (data (i32.const 32) "none")
  ${READ_INPUT}
  (func $wait (result i64) (local $promise i64)
    (local.set $promise (call $yield (i64.const 8) (i64.const 16) (i64.const 0) (i64.const 0)
      (i64.const 10000000000000) (i64.const 0) (i64.const 3)))
    (call $read_register (i64.const 3) (i64.const 600))
    (drop (call $storage_write (i64.const 2) (i64.const 0) (i64.const 32) (i64.const 600) (i64.const 4)))
    (local.get $promise))
  ;; Waits, and returns what the answer is.
  (func (export "wait") (call $promise_return (call $wait)))
  ;; Waits, and returns what its callback, answered as well, makes of the answer.
  (func (export "wait_then")
    (call $current (i64.const 1))
    (call $promise_return (call $then (call $wait) (i64.const -1) (i64.const 1)
      (i64.const 8) (i64.const 16) (i64.const 0) (i64.const 0) (i64.const 400) (i64.const 10000000000000))))
  ;; Waits and answers in the same call.
  (func (export "wait_and_resume")
    (call $promise_return (call $wait))
    (drop (call $resume (i64.const 32) (i64.const 600) (call $read_input) (i64.const 1000))))
  ;; Answers with the input; returns a byte: 1 if there was something to answer.
  (func (export "resume")
    (drop (call $storage_read (i64.const 2) (i64.const 0) (i64.const 4)))
    (call $read_register (i64.const 4) (i64.const 600))
    (i32.store8 (i32.const 700)
      (call $resume (i64.const 32) (i64.const 600) (call $read_input) (i64.const 1000)))
    (call $value_return (i64.const 1) (i64.const 700)))
  ;; Answers twice in one call; the second answer is empty.
  (func (export "resume_twice")
    (drop (call $storage_read (i64.const 2) (i64.const 0) (i64.const 4)))
    (call $read_register (i64.const 4) (i64.const 600))
    (drop (call $resume (i64.const 32) (i64.const 600) (call $read_input) (i64.const 1000)))
    (i32.store8 (i32.const 700)
      (call $resume (i64.const 32) (i64.const 600) (i64.const 0) (i64.const 1000)))
    (call $value_return (i64.const 1) (i64.const 700)))
  ;; Answers, and then fails.
  (func (export "resume_and_fail")
    (drop (call $storage_read (i64.const 2) (i64.const 0) (i64.const 4)))
    (call $read_register (i64.const 4) (i64.const 600))
    (drop (call $resume (i64.const 32) (i64.const 600) (call $read_input) (i64.const 1000)))
    unreachable)
  (func (export "answered")
    (if (i64.eq (call $promise_result (i64.const 0) (i64.const 5)) (i64.const 1))
      (then (call $value_return (i64.const -1) (i64.const 5)))
      (else (call $value_return (i64.const 4) (i64.const 32)))))
)`)
