;; What a method of a contract with empty state does beside its own work: refuse a deposit, read the state, write it back.
(module
  (import "env" "attached_deposit" (func $attached_deposit (param i64)))
  (import "env" "storage_read" (func $storage_read (param i64 i64 i64) (result i64)))
  (import "env" "storage_write" (func $storage_write (param i64 i64 i64 i64 i64) (result i64)))
  (memory 1)
  (data (i32.const 0) "STATE")
  (func (export "empty")
    (call $attached_deposit (i64.const 16))
    (if (i64.ne (i64.or (i64.load (i32.const 16)) (i64.load (i32.const 24))) (i64.const 0)) (then (unreachable)))
    (drop (call $storage_read (i64.const 5) (i64.const 0) (i64.const 0)))
    (drop (call $storage_write (i64.const 5) (i64.const 0) (i64.const 0) (i64.const 0) (i64.const 0)))))
